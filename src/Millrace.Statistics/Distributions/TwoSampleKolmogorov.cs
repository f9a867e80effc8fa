namespace Millrace.Statistics.Distributions;

/// <summary>Exact null distribution of the two-sample Kolmogorov–Smirnov statistic without ties.</summary>
internal static class TwoSampleKolmogorov
{
    /// <summary>P(D ≥ gap / (n m)): the share of lattice paths from (0, 0) to (n, m) that reach the gap.</summary>
    /// <param name="n">Size of one sample, at least 1.</param>
    /// <param name="m">Size of the other.</param>
    /// <param name="gap">Largest |i m − j n| seen, over 0.</param>
    public static double UpperTail(int n, int m, long gap) => n == m ? Square(n, gap / n) : Rectangle(n, m, gap);

    /// <summary>Reflection principle (Gnedenko and Korolyuk 1951): 2 Σₖ (−1)^(k+1) C(2n, n − k h) / C(2n, n).</summary>
    private static double Square(int n, long h)
    {
        var (sum, ratio, sign) = (0.0, 1.0, 1);
        for (var j = 0; j < n; j++)
        {
            ratio *= (double)(n - j) / (n + j + 1);
            if ((j + 1) % h == 0)
            {
                sum += sign * ratio;
                sign = -sign;
            }
        }

        return 2 * sum;
    }

    /// <summary>Recursion over the lattice (Schröer and Trenkler 1995): outside the band the share is 1; inside,
    /// u(i, j) = (i u(i−1, j) + j u(i, j−1)) / (i + j). All terms are positive, so a small p keeps its digits.</summary>
    private static double Rectangle(int n, int m, long gap)
    {
        var reciprocal = new double[n + m + 1];
        for (var i = 1; i < reciprocal.Length; i++)
        {
            reciprocal[i] = 1.0 / i;
        }

        var share = new double[m + 1];
        Array.Fill(share, 1.0);
        for (var i = 0; i <= n; i++)
        {
            // Inside means |i m − j n| < gap.
            var first = (int)Math.Max(0, Math.Floor(((double)((long)i * m) - gap) / n) + 1);
            var last = (int)Math.Min(m, Math.Ceiling(((double)((long)i * m) + gap) / n) - 1);
            var left = first > 0 ? 1.0 : 0.0;
            for (var j = first; j <= last; j++)
            {
                var fromAbove = reciprocal[i + j] * i * share[j];
                left = Math.FusedMultiplyAdd(reciprocal[i + j] * j, left, fromAbove);
                share[j] = left;
            }
        }

        return Math.Clamp(share[m], 0, 1);
    }
}
