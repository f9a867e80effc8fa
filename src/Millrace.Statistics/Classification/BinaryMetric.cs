namespace Millrace.Statistics.Classification;

/// <summary>The metrics of a binary classifier.</summary>
public enum BinaryMetric
{
    /// <summary><see cref="RankingMetrics.RocAuc"/>, key <c>roc_auc</c>.</summary>
    RocAuc,

    /// <summary><see cref="RankingMetrics.AveragePrecision"/>, key <c>pr_auc</c>.</summary>
    PrAuc,

    /// <summary><see cref="ProbabilityMetrics.LogLoss"/>, key <c>log_loss</c>.</summary>
    LogLoss,

    /// <summary><see cref="ProbabilityMetrics.Brier"/>, key <c>brier</c>.</summary>
    Brier,

    /// <summary><see cref="ConfusionMatrix.Accuracy"/>, key <c>accuracy</c>.</summary>
    Accuracy,

    /// <summary><see cref="ConfusionMatrix.Precision"/>, key <c>precision</c>.</summary>
    Precision,

    /// <summary><see cref="ConfusionMatrix.Recall"/>, key <c>recall</c>.</summary>
    Recall,

    /// <summary><see cref="ConfusionMatrix.F1"/>, key <c>f1</c>.</summary>
    F1,

    /// <summary><see cref="OutcomeValues.TotalOf(ConfusionMatrix)"/> divided by the rows, key <c>value_per_row</c>.</summary>
    ValuePerRow,
}
