namespace Millrace.Statistics.Distributions;

/// <summary>Distribution of the two-sided one-sample Kolmogorov–Smirnov statistic Dₙ, with the division of labour that
/// Simard and L'Ecuyer (2011) recommend: an exact matrix power, the exact one-sided tail, or the Pelz–Good series.</summary>
internal static class KolmogorovDistribution
{
    private const int MostTerms = 5_000;

    /// <summary>Probability that Dₙ is at least d (scipy's <c>kstwo.sf</c>).</summary>
    /// <param name="n">Sample size, at least 1.</param>
    /// <param name="d">Statistic.</param>
    public static double UpperTail(int n, double d)
    {
        var nd = n * d;
        if (d >= 1 || nd <= 0.5)
        {
            return d >= 1 ? 0 : 1;
        }

        if (nd >= n - 1)
        {
            return 2 * Math.Pow(1 - d, n);
        }

        // Beyond these bounds both one-sided tails cannot happen at once to any digit that a double holds.
        var ndd = nd * d;
        if (d >= 0.5 || ndd >= (n <= 140 ? 4 : 2.2))
        {
            return Math.Min(1, 2 * OneSidedTail(n, d));
        }

        var lower = n <= 140 || (n <= 10_000 && nd * Math.Sqrt(d) <= 1.4) ? DurbinMatrix.LowerTail(n, d) : PelzGood(n, d);
        return Math.Clamp(1 - lower, 0, 1);
    }

    /// <summary>Smirnov's exact P(Dₙ⁺ ≥ d) = d Σⱼ C(n,j) (d + j/n)^(j−1) (1 − d − j/n)^(n−j) over j ≤ n(1 − d)
    /// (Birnbaum and Tingey 1951), each term as a binomial probability.</summary>
    private static double OneSidedTail(int n, double d)
    {
        // exp(−745) is the smallest positive double.
        if (2 * n * d * d > 745)
        {
            return 0;
        }

        // The terms run smoothly and vanish with all derivatives at both ends, so that every s-th of many, times s, gives
        // the same sum to full precision (trapezoidal rule).
        var sum = 0.0;
        var stride = 1 + (n / MostTerms);
        var last = (int)Math.Floor(n * (1 - d));
        for (var j = 0; j <= last; j += stride)
        {
            var share = d + ((double)j / n);
            var rest = ((double)(n - j) / n) - d;
            if (rest > 0)
            {
                sum += BinomialMass.At(j, n, share, rest) / share;
            }
        }

        return d * sum * stride;
    }

    /// <summary>Pelz and Good's (1976) asymptotic series P(Dₙ ≤ d) ≈ K₀ + K₁/√n + K₂/n + K₃/n^(3/2) at z = √n d.</summary>
    private static double PelzGood(int n, double d)
    {
        var z = Math.Sqrt(n) * d;
        var z2 = z * z;
        if (Math.PI * Math.PI / (8 * z2) > 708)
        {
            return 0;
        }

        var (z4, z6) = (z2 * z2, z2 * z2 * z2);
        var (k0, k1, k2, k3) = (0.0, 0.0, 0.0, 0.0);
        for (var k = (int)Math.Ceiling(16 * z / Math.PI); k >= 0; k--)
        {
            var half = Square(Math.PI * (k + 0.5));
            var whole = Square(Math.PI * k);
            var atHalf = Math.Exp(-half / (2 * z2));
            var atWhole = Math.Exp(-whole / (2 * z2));
            k0 += atHalf;
            k1 += (half - z2) * atHalf;
            k2 += (((6 * z6) + (2 * z4) + (half * ((2 * z4) - (5 * z2))) + (half * half * (1 - (2 * z2)))) * atHalf)
                - (2 * z4 * whole * atWhole);
            k3 += (((half * half * half * (5 - (30 * z2))) + (half * half * ((212 * z4) - (60 * z2)))
                    + (half * ((135 * z4) - (96 * z6))) - (30 * z6) - (90 * z4 * z4)) * atHalf)
                + (30 * z4 * whole * ((3 * z2) - whole) * atWhole);
        }

        // Each series runs over all integers, which doubles the half computed.
        var root = Math.Sqrt(n);
        return Math.Sqrt(2 * Math.PI) * (
            (k0 / z) + (k1 / (6 * z4 * root)) + (k2 / (72 * z6 * z * n)) + (k3 / (6480 * z6 * z4 * n * root)));
    }

    private static double Square(double x) => x * x;
}
