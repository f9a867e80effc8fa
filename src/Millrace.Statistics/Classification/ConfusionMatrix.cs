namespace Millrace.Statistics.Classification;

/// <summary>Decisions against outcomes. A ratio whose denominator is 0 is reported as 0, as scikit-learn does, and
/// flagged as undefined beside it.</summary>
/// <param name="TruePositives">Predicted and happened.</param>
/// <param name="FalsePositives">Predicted but did not happen.</param>
/// <param name="FalseNegatives">Happened but not predicted.</param>
/// <param name="TrueNegatives">Neither predicted nor happened.</param>
public sealed record ConfusionMatrix(long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives)
{
    /// <summary>All rows.</summary>
    public long Count => TruePositives + FalsePositives + FalseNegatives + TrueNegatives;

    /// <summary>Share of right decisions, in [0, 1]; 0 without rows.</summary>
    public double Accuracy => Ratio(TruePositives + TrueNegatives, Count);

    /// <summary>Share of predicted rows that happened, in [0, 1]; 0 when nothing was predicted.</summary>
    public double Precision => Ratio(TruePositives, TruePositives + FalsePositives);

    /// <summary>False when nothing was predicted, so that <see cref="Precision"/> stands for no number.</summary>
    public bool IsPrecisionDefined => TruePositives + FalsePositives > 0;

    /// <summary>Share of rows that happened which were predicted, in [0, 1]; 0 when nothing happened.</summary>
    public double Recall => Ratio(TruePositives, TruePositives + FalseNegatives);

    /// <summary>False when nothing happened, so that <see cref="Recall"/> stands for no number.</summary>
    public bool IsRecallDefined => TruePositives + FalseNegatives > 0;

    /// <summary>Harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN), in [0, 1]; 0 when undefined.</summary>
    public double F1 => Ratio(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>False when nothing was predicted and nothing happened, so that <see cref="F1"/> stands for no number.</summary>
    public bool IsF1Defined => TruePositives + FalsePositives + FalseNegatives > 0;

    /// <summary>Share of predicted rows, in [0, 1]; 0 without rows.</summary>
    public double PredictedShare => Ratio(TruePositives + FalsePositives, Count);

    /// <summary>Decides each row by its probability: predicted when it is at or above the threshold.</summary>
    /// <param name="scores">Outcomes and probabilities.</param>
    /// <param name="threshold">Any number; above 1 predicts nothing.</param>
    /// <returns>The counts of the four outcomes.</returns>
    /// <exception cref="ArgumentException">The threshold is NaN.</exception>
    public static ConfusionMatrix At(BinaryScores scores, double threshold)
    {
        if (double.IsNaN(threshold))
        {
            throw new ArgumentException("A threshold must be a number, but got NaN.", nameof(threshold));
        }

        var labels = scores.Labels;
        var probabilities = scores.Probabilities;
        var (truePositives, predicted) = (0L, 0L);
        for (var i = 0; i < labels.Length; i++)
        {
            var isPredicted = probabilities[i] >= threshold ? 1 : 0;
            predicted += isPredicted;
            truePositives += isPredicted & labels[i];
        }

        return Of(scores, truePositives, predicted - truePositives);
    }

    internal static ConfusionMatrix Of(BinaryScores scores, long truePositives, long falsePositives) => new(
        truePositives, falsePositives, scores.PositiveCount - truePositives, scores.NegativeCount - falsePositives);

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
