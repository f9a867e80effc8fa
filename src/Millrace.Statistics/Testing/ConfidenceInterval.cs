namespace Millrace.Statistics.Testing;

/// <summary>An interval around an estimate.</summary>
/// <param name="Lower">Lower bound.</param>
/// <param name="Upper">Upper bound.</param>
public sealed record ConfidenceInterval(double Lower, double Upper)
{
    /// <summary>Whether the interval leaves 0 out.</summary>
    public bool ExcludesZero => Lower > 0 || Upper < 0;

    internal static ConfidenceInterval Around(double estimate, double halfWidth) => new(estimate - halfWidth, estimate + halfWidth);

    internal static void CheckAlpha(double alpha)
    {
        if (alpha is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "Alpha must be over 0 and under 1.");
        }
    }
}
