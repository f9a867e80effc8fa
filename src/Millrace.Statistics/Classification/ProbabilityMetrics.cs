namespace Millrace.Statistics.Classification;

/// <summary>How close probabilities are to what happened. Defined with one class too.</summary>
public static class ProbabilityMetrics
{
    /// <summary>Probabilities nearer to 0 or 1 than this are moved to it before the logarithm: the float64 machine
    /// epsilon 2⁻⁵², as scikit-learn 1.2.1 does for float64 input.</summary>
    public const double ClipEpsilon = 2.220446049250313e-16;

    /// <summary>Mean negative log likelihood (scikit-learn's <c>log_loss</c>).</summary>
    /// <returns>In nats, from 0 (perfect) to 36.04 (certain and always wrong).</returns>
    public static double LogLoss(BinaryScores scores)
    {
        var labels = scores.Labels;
        var probabilities = scores.Probabilities;
        var sum = 0.0;
        for (var i = 0; i < labels.Length; i++)
        {
            sum += RowLogLoss(labels[i], probabilities[i]);
        }

        return sum / labels.Length;
    }

    /// <summary>Mean squared distance of the probability from the outcome (Brier 1950; scikit-learn's
    /// <c>brier_score_loss</c>).</summary>
    /// <returns>In [0, 1]; 0 is perfect.</returns>
    public static double Brier(BinaryScores scores)
    {
        var labels = scores.Labels;
        var probabilities = scores.Probabilities;
        var sum = 0.0;
        for (var i = 0; i < labels.Length; i++)
        {
            sum += RowBrier(labels[i], probabilities[i]);
        }

        return sum / labels.Length;
    }

    internal static double RowLogLoss(byte label, double probability)
    {
        var clipped = Math.Clamp(probability, ClipEpsilon, 1 - ClipEpsilon);
        return -Math.Log(label == 1 ? clipped : 1 - clipped);
    }

    internal static double RowBrier(byte label, double probability) => (label - probability) * (label - probability);
}
