namespace Millrace.Statistics.Classification;

/// <summary>All metrics of a binary classifier at once, and their names.</summary>
public static class BinaryMetrics
{
    private static readonly (BinaryMetric Metric, string Key)[] Keys =
    [
        (BinaryMetric.RocAuc, "roc_auc"), (BinaryMetric.PrAuc, "pr_auc"), (BinaryMetric.LogLoss, "log_loss"),
        (BinaryMetric.Brier, "brier"), (BinaryMetric.Accuracy, "accuracy"), (BinaryMetric.Precision, "precision"),
        (BinaryMetric.Recall, "recall"), (BinaryMetric.F1, "f1"), (BinaryMetric.ValuePerRow, "value_per_row"),
    ];

    /// <summary>Every metric, in the order of the enumeration.</summary>
    public static IReadOnlyList<BinaryMetric> All { get; } = Array.ConvertAll(Keys, pair => pair.Metric);

    /// <summary>The metric's name in files and reports, for example <c>roc_auc</c>.</summary>
    public static string Key(this BinaryMetric metric) => Keys[(int)metric].Key;

    /// <summary>The metric with this key, or null when there is none.</summary>
    public static BinaryMetric? Find(string key)
    {
        var index = Array.FindIndex(Keys, pair => pair.Key == key);
        return index < 0 ? null : Keys[index].Metric;
    }

    /// <summary>Whether a larger number is better; for <see cref="BinaryMetric.ValuePerRow"/> the outcome values decide,
    /// and without them a larger one is taken as better.</summary>
    public static bool HigherIsBetter(this BinaryMetric metric, OutcomeValues? values = null) => metric switch
    {
        BinaryMetric.LogLoss or BinaryMetric.Brier => false,
        BinaryMetric.ValuePerRow => values?.Direction != ValueDirection.LowerIsBetter,
        _ => true,
    };

    /// <summary>Computes every metric.</summary>
    /// <param name="scores">Outcomes and probabilities.</param>
    /// <param name="threshold">A row is predicted when its probability is at or above it.</param>
    /// <param name="values">What the outcomes are worth; without them <see cref="BinaryMetric.ValuePerRow"/> is null.</param>
    /// <returns>A value per metric; null where it is undefined on these rows.</returns>
    public static IReadOnlyDictionary<BinaryMetric, double?> Evaluate(
        BinaryScores scores, double threshold, OutcomeValues? values = null)
    {
        var decisions = ConfusionMatrix.At(scores, threshold);
        return new Dictionary<BinaryMetric, double?>
        {
            [BinaryMetric.RocAuc] = RankingMetrics.RocAuc(scores),
            [BinaryMetric.PrAuc] = RankingMetrics.AveragePrecision(scores),
            [BinaryMetric.LogLoss] = ProbabilityMetrics.LogLoss(scores),
            [BinaryMetric.Brier] = ProbabilityMetrics.Brier(scores),
            [BinaryMetric.Accuracy] = decisions.Accuracy,
            [BinaryMetric.Precision] = decisions.IsPrecisionDefined ? decisions.Precision : null,
            [BinaryMetric.Recall] = decisions.IsRecallDefined ? decisions.Recall : null,
            [BinaryMetric.F1] = decisions.IsF1Defined ? decisions.F1 : null,
            [BinaryMetric.ValuePerRow] = values?.TotalOf(decisions) / decisions.Count,
        };
    }
}
