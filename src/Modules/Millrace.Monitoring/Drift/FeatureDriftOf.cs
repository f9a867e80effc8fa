using Millrace.Kernel.Verdicts;
using Millrace.Monitoring.Contracts;
using Millrace.Statistics.Drift;

namespace Millrace.Monitoring.Drift;

/// <summary>A statistical test as a report's line.</summary>
internal static class FeatureDriftOf
{
    public static FeatureDrift Test(DriftTest test) => new(
        test.Column, test.Test == "chi_square" ? "text" : "number", test.Test, test.Statistic, test.PValue, test.AdjustedPValue,
        test.EffectName, test.Effect, test.Bound, test.Psi, test.ReferenceMissingShare, test.CurrentMissingShare,
        test.Drifted switch { true => Decision.Fail, false => Decision.Pass, null => Decision.NotEvaluated },
        Shares(test.Histogram));

    private static DriftShares Shares(DriftHistogram histogram)
    {
        var (reference, current) = (Math.Max(1, histogram.Reference.Sum()), Math.Max(1, histogram.Current.Sum()));
        return new DriftShares(
            histogram.Labels,
            [.. histogram.Reference.Select(count => (double)count / reference)],
            [.. histogram.Current.Select(count => (double)count / current)]);
    }
}
