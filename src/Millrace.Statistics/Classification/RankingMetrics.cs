namespace Millrace.Statistics.Classification;

/// <summary>How well scores order the rows, whatever their scale.</summary>
public static class RankingMetrics
{
    /// <summary>Area under the ROC curve: the chance that a positive row scores above a negative one, ties half
    /// (Hanley and McNeil 1982; equals scikit-learn's <c>roc_auc_score</c>).</summary>
    /// <returns>In [0, 1]; null when only one class occurs, because it is undefined then.</returns>
    public static double? RocAuc(BinaryScores scores)
    {
        if (!scores.HasBothClasses)
        {
            return null;
        }

        var ranking = scores.Ranking;
        var concordantTwice = 0.0;
        var (truePositives, falsePositives) = (0, 0);
        for (var g = 0; g < ranking.Groups; g++)
        {
            var newNegatives = (double)(ranking.FalsePositives[g] - falsePositives);
            concordantTwice += newNegatives * ((double)truePositives + ranking.TruePositives[g]);
            (truePositives, falsePositives) = (ranking.TruePositives[g], ranking.FalsePositives[g]);
        }

        return concordantTwice / (2.0 * scores.PositiveCount * scores.NegativeCount);
    }

    /// <summary>Average precision, the step-wise area under the precision-recall curve, no interpolation:
    /// Σ (Rₖ − Rₖ₋₁) Pₖ over the distinct scores (equals scikit-learn's <c>average_precision_score</c>).</summary>
    /// <returns>In (0, 1]; null without a positive row, because recall is undefined then.</returns>
    public static double? AveragePrecision(BinaryScores scores)
    {
        if (scores.PositiveCount == 0)
        {
            return null;
        }

        var ranking = scores.Ranking;
        var sum = 0.0;
        var truePositives = 0;
        for (var g = 0; g < ranking.Groups; g++)
        {
            var gained = ranking.TruePositives[g] - truePositives;
            truePositives = ranking.TruePositives[g];
            sum += gained * ((double)truePositives / ranking.End(g));
        }

        return sum / scores.PositiveCount;
    }
}
