using Millrace.Statistics.Ordering;

namespace Millrace.Statistics.Classification;

/// <summary>How probability bins are cut.</summary>
public enum CalibrationBinning
{
    /// <summary>Equal widths over [0, 1].</summary>
    Uniform,

    /// <summary>Equal row counts, by quantiles of the probabilities.</summary>
    Quantile,
}

/// <summary>One bin of a calibration curve that holds at least one row.</summary>
/// <param name="Lower">Lower edge; excluded, except in the first bin.</param>
/// <param name="Upper">Upper edge; included.</param>
/// <param name="Count">Rows in the bin.</param>
/// <param name="MeanPredicted">Mean probability of its rows, in [0, 1].</param>
/// <param name="ObservedShare">Share of its rows whose outcome happened, in [0, 1].</param>
public sealed record CalibrationBin(double Lower, double Upper, int Count, double MeanPredicted, double ObservedShare);

/// <summary>Predicted probability against observed share, bin by bin (scikit-learn's <c>calibration_curve</c>).</summary>
/// <param name="Bins">Non-empty bins, ascending.</param>
/// <param name="ExpectedError">Expected calibration error Σ (nₖ/n) |observed − predicted| (Naeini, Cooper and
/// Hauskrecht 2015), in [0, 1]; it depends on the binning.</param>
/// <param name="MaximumError">Largest |observed − predicted| of any bin, in [0, 1].</param>
public sealed record CalibrationCurve(IReadOnlyList<CalibrationBin> Bins, double ExpectedError, double MaximumError)
{
    /// <summary>Bins the rows by probability.</summary>
    /// <param name="scores">Outcomes and probabilities.</param>
    /// <param name="binCount">At least 1; empty bins are left out.</param>
    /// <param name="binning">How the bins are cut.</param>
    /// <returns>The curve and its errors.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one bin is asked for.</exception>
    public static CalibrationCurve Of(
        BinaryScores scores, int binCount = 10, CalibrationBinning binning = CalibrationBinning.Uniform)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(binCount, 1);
        var edges = Quantile.Linspace(0, 1, binCount + 1);
        if (binning == CalibrationBinning.Quantile)
        {
            edges = Quantiles(scores, edges);
        }

        var counts = new int[binCount];
        var predicted = new double[binCount];
        var observed = new int[binCount];
        for (var i = 0; i < scores.Count; i++)
        {
            var bin = BinOf(edges, scores.Probabilities[i]);
            counts[bin]++;
            predicted[bin] += scores.Probabilities[i];
            observed[bin] += scores.Labels[i];
        }

        var bins = Enumerable.Range(0, binCount).Where(b => counts[b] > 0).Select(b => new CalibrationBin(
            edges[b], edges[b + 1], counts[b], predicted[b] / counts[b], (double)observed[b] / counts[b])).ToArray();
        return new(
            bins,
            bins.Sum(bin => (double)bin.Count / scores.Count * Gap(bin)),
            bins.Max(Gap));
    }

    private static double[] Quantiles(BinaryScores scores, double[] probabilities)
    {
        var sorted = scores.Probabilities.ToArray();
        RadixSort.Sort(sorted, new double[sorted.Length]);

        // scikit-learn asks numpy for percentiles, so each probability goes through percent and back.
        return Array.ConvertAll(probabilities, p => Quantile.OfSorted(sorted, p * 100 / 100));
    }

    // A probability on an inner edge belongs to the bin below it.
    private static int BinOf(double[] edges, double probability)
    {
        var (low, high) = (1, edges.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (edges[middle] < probability)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }

    private static double Gap(CalibrationBin bin) => Math.Abs(bin.ObservedShare - bin.MeanPredicted);
}
