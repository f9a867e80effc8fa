namespace Millrace.Statistics.Drift;

/// <summary>Control of the false discovery rate over several tests.</summary>
public static class BenjaminiHochberg
{
    /// <summary>Adjusted p-values: rejecting those at or below α keeps the expected share of false alarms among all alarms
    /// at or below α (Benjamini and Hochberg 1995; statsmodels' <c>fdr_bh</c>).</summary>
    /// <param name="pValues">Each in [0, 1]; none is allowed.</param>
    /// <returns>Same order, each at least the p it adjusts and at most 1.</returns>
    /// <exception cref="ArgumentException">A p-value is NaN or outside [0, 1]; the message names its index.</exception>
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        for (var i = 0; i < pValues.Count; i++)
        {
            if (pValues[i] is not (>= 0 and <= 1))
            {
                throw new ArgumentException($"A p-value must be in [0, 1], but pValues[{i}] is {pValues[i]}.", nameof(pValues));
            }
        }

        var adjusted = new double[pValues.Count];
        var least = 1.0;
        var rank = pValues.Count;
        foreach (var i in Enumerable.Range(0, pValues.Count).OrderByDescending(i => pValues[i]))
        {
            least = Math.Min(least, pValues[i] / ((double)rank-- / pValues.Count));
            adjusted[i] = least;
        }

        return adjusted;
    }
}
