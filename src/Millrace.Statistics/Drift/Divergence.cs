namespace Millrace.Statistics.Drift;

/// <summary>How far two discrete distributions are apart, from counts in the same cells.</summary>
public static class Divergence
{
    /// <summary>Shares below this are raised to it before the logarithm of <see cref="Psi"/>; they are not renormalised.</summary>
    public const double PsiShareFloor = 1e-4;

    /// <summary>Population stability index Σ (c − r) ln(c / r) over the shares (Siddiqi 2006).</summary>
    /// <param name="reference">Counts per cell, at least one over 0.</param>
    /// <param name="current">Same cells, at least one over 0.</param>
    /// <returns>In nats, 0 or more; by custom 0.1 is watched and 0.25 acted on.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a count is negative, or a side is empty.</exception>
    public static double Psi(IReadOnlyList<long> reference, IReadOnlyList<long> current)
    {
        var (referenceTotal, currentTotal) = Totals(reference, current);
        var sum = 0.0;
        for (var i = 0; i < reference.Count; i++)
        {
            var r = Math.Max(reference[i] / referenceTotal, PsiShareFloor);
            var c = Math.Max(current[i] / currentTotal, PsiShareFloor);
            sum += (c - r) * Math.Log(c / r);
        }

        return sum;
    }

    /// <summary>Jensen–Shannon distance: the square root of the divergence of both sides from their mean (Endres and
    /// Schindelin 2003; scipy's <c>jensenshannon</c>), natural logarithm.</summary>
    /// <param name="reference">Counts per cell, at least one over 0.</param>
    /// <param name="current">Same cells, at least one over 0.</param>
    /// <returns>From 0 (equal) to √ln 2 = 0.8326 (nothing in common).</returns>
    /// <exception cref="ArgumentException">Lengths differ, a count is negative, or a side is empty.</exception>
    public static double JensenShannon(IReadOnlyList<long> reference, IReadOnlyList<long> current)
    {
        var (referenceTotal, currentTotal) = Totals(reference, current);
        var sum = 0.0;
        for (var i = 0; i < reference.Count; i++)
        {
            var (r, c) = (reference[i] / referenceTotal, current[i] / currentTotal);
            var middle = (r + c) / 2;
            sum += Relative(r, middle) + Relative(c, middle);
        }

        return Math.Sqrt(Math.Max(0, sum / 2));
    }

    /// <summary><see cref="JensenShannon"/> with the logarithm of base 2, so that it runs from 0 to 1.</summary>
    /// <inheritdoc cref="JensenShannon"/>
    public static double JensenShannonBase2(IReadOnlyList<long> reference, IReadOnlyList<long> current) =>
        JensenShannon(reference, current) / Math.Sqrt(Math.Log(2));

    internal static (double Reference, double Current) Totals(IReadOnlyList<long> reference, IReadOnlyList<long> current)
    {
        if (reference.Count != current.Count || reference.Any(c => c < 0) || current.Any(c => c < 0))
        {
            throw new ArgumentException(
                $"Both sides need the same cells with counts of 0 or more, but got {reference.Count} and {current.Count} cells.",
                nameof(current));
        }

        var (r, c) = (reference.Sum(), current.Sum());
        return r > 0 && c > 0
            ? (r, c)
            : throw new ArgumentException($"Both sides need at least one row, but have {r} and {c}.", nameof(current));
    }

    private static double Relative(double share, double middle) => share > 0 ? share * Math.Log(share / middle) : 0;
}
