namespace Millrace.Statistics.Classification;

/// <summary>The threshold whose decisions are worth most on the rows it was chosen on.</summary>
/// <param name="Threshold">A row is predicted when its probability is at or above it; in [0, 1], or just above 1 when
/// predicting nothing is best although a probability of 1 occurs.</param>
/// <param name="Total">Value of its decisions, in the unit of the outcome values.</param>
/// <param name="Decisions">Its confusion counts.</param>
public sealed record CostOptimalThreshold(double Threshold, double Total, ConfusionMatrix Decisions)
{
    /// <summary>Tries every distinct decision rule: none predicted, and each distinct probability as the lowest predicted.</summary>
    /// <param name="scores">Validation rows; never those of the test split.</param>
    /// <param name="values">What the outcomes are worth.</param>
    /// <returns>The best rule; of equally good ones that which predicts least. The threshold lies midway to the next
    /// lower probability, so that rounding between trainer and server does not flip the marginal row.</returns>
    public static CostOptimalThreshold Find(BinaryScores scores, OutcomeValues values)
    {
        var ranking = scores.Ranking;
        var bestGroup = -1;
        var best = ConfusionMatrix.Of(scores, 0, 0);
        var bestTotal = values.TotalOf(best);
        for (var g = 0; g < ranking.Groups; g++)
        {
            var (tp, fp) = (ranking.TruePositives[g], ranking.FalsePositives[g]);
            var total = values.TotalOf(tp, fp, scores.PositiveCount - tp, scores.NegativeCount - fp);
            if (values.IsBetter(total, bestTotal))
            {
                (bestGroup, bestTotal) = (g, total);
            }
        }

        if (bestGroup >= 0)
        {
            best = ConfusionMatrix.Of(scores, ranking.TruePositives[bestGroup], ranking.FalsePositives[bestGroup]);
        }

        return new(Below(ranking.Scores, bestGroup), bestTotal, best);
    }

    private static double Below(double[] descending, int group)
    {
        if (group == descending.Length - 1)
        {
            return 0;
        }

        var lower = descending[group + 1];
        var upper = group >= 0 ? descending[group] : Math.Max(1, Math.BitIncrement(lower));
        var middle = lower + ((upper - lower) / 2);
        return middle > lower ? middle : upper;
    }
}
