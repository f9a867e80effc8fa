namespace Millrace.Statistics.Classification;

/// <summary>Curves over all thresholds, from predicting nothing to predicting everything.</summary>
public static class Curves
{
    /// <summary>ROC curve: true positive rate over false positive rate; collinear points left out as scikit-learn's
    /// <c>roc_curve(drop_intermediate=True)</c> does.</summary>
    /// <param name="scores">Outcomes and probabilities.</param>
    /// <param name="maxPoints">At least 2; a longer curve is thinned evenly along its length, ends kept.</param>
    /// <returns>From (0, 0) to (1, 1); empty when only one class occurs, because a rate is undefined then.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 points are asked for.</exception>
    public static IReadOnlyList<CurvePoint> Roc(BinaryScores scores, int maxPoints = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPoints, 2);
        if (!scores.HasBothClasses)
        {
            return [];
        }

        var ranking = scores.Ranking;
        var (tp, fp) = (ranking.TruePositives, ranking.FalsePositives);
        var points = new List<CurvePoint> { new(0, 0, null) };
        for (var g = 0; g < ranking.Groups; g++)
        {
            if (g == 0 || g == ranking.Groups - 1
                || tp[g + 1] - tp[g] != tp[g] - tp[g - 1] || fp[g + 1] - fp[g] != fp[g] - fp[g - 1])
            {
                points.Add(new(
                    (double)fp[g] / scores.NegativeCount, (double)tp[g] / scores.PositiveCount, ranking.Scores[g]));
            }
        }

        return Thin(points, maxPoints);
    }

    /// <summary>Precision over recall, one point per distinct probability (scikit-learn's
    /// <c>precision_recall_curve</c>, in the order of falling thresholds).</summary>
    /// <param name="scores">Outcomes and probabilities.</param>
    /// <param name="maxPoints">At least 2; a longer curve is thinned evenly along its length, ends kept.</param>
    /// <returns>From recall 0 (precision 1 by convention) to recall 1; empty without a positive row, because recall is
    /// undefined then.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 points are asked for.</exception>
    public static IReadOnlyList<CurvePoint> PrecisionRecall(BinaryScores scores, int maxPoints = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPoints, 2);
        if (scores.PositiveCount == 0)
        {
            return [];
        }

        var ranking = scores.Ranking;
        var points = new List<CurvePoint> { new(0, 1, null) };
        for (var g = 0; g < ranking.Groups; g++)
        {
            var truePositives = (double)ranking.TruePositives[g];
            points.Add(new(truePositives / scores.PositiveCount, truePositives / ranking.End(g), ranking.Scores[g]));
        }

        return Thin(points, maxPoints);
    }

    private static List<CurvePoint> Thin(List<CurvePoint> points, int maxPoints)
    {
        if (points.Count <= maxPoints)
        {
            return points;
        }

        var length = 0.0;
        for (var i = 1; i < points.Count; i++)
        {
            length += Distance(points[i - 1], points[i]);
        }

        // The last place is kept for the end of the curve.
        var step = length / (maxPoints - 1);
        var kept = new List<CurvePoint>(maxPoints) { points[0] };
        var walked = 0.0;
        for (var i = 1; i < points.Count - 1 && kept.Count < maxPoints - 1; i++)
        {
            walked += Distance(points[i - 1], points[i]);
            if (walked >= step * kept.Count)
            {
                kept.Add(points[i]);
            }
        }

        kept.Add(points[^1]);
        return kept;
    }

    private static double Distance(CurvePoint a, CurvePoint b) => Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y);
}
