using System.Globalization;
using Millrace.Features.Contracts;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Verdicts;

namespace Millrace.Features.Build;

/// <summary>Says of each feature whether its values are as expected. A warning: nothing stops because of it.</summary>
internal static class ExpectedVerdicts
{
    /// <summary>One verdict for each feature that has an expected distribution.</summary>
    public static IReadOnlyList<Verdict> Of(
        IReadOnlyList<FeatureInfo> features, IReadOnlyDictionary<string, FeatureStatistics> statistics, long rowCount,
        Digest evidence, DateTimeOffset now) =>
    [
        .. from feature in features
           where feature.Expected is not null
           select Of(feature, statistics[feature.Name], rowCount, evidence, now),
    ];

    private static Verdict Of(FeatureInfo feature, FeatureStatistics seen, long rowCount, Digest evidence, DateTimeOffset now)
    {
        var expected = feature.Expected!;
        var nullShare = (double)seen.NullCount / rowCount;
        var (metric, observed, bound, isMet) =
            expected.Min is { } min && seen.Min is { } least && least < min ? ("min", least, min, false)
            : expected.Max is { } max && seen.Max is { } most && most > max ? ("max", most, max, false)
            : ("null_share", nullShare, expected.NullShare ?? 1, nullShare <= (expected.NullShare ?? 1));
        return new Verdict(
            "feature.expected", feature.Name, metric, null, observed, null, bound, null,
            isMet ? Decision.Pass : Decision.Fail, Reason(seen, nullShare, expected), [evidence], now);
    }

    private static string Reason(FeatureStatistics seen, double nullShare, ExpectedDistribution expected)
    {
        var range = seen.Min is null
            ? "No numeric range"
            : string.Create(CultureInfo.InvariantCulture, $"Values from {seen.Min:G6} to {seen.Max:G6}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{range}, null share {nullShare:0.####}; expected {Bound(expected.Min)} to {Bound(expected.Max)}, null share at most {Bound(expected.NullShare ?? 1)}.");
    }

    private static string Bound(double? value) => value?.ToString("G6", CultureInfo.InvariantCulture) ?? "anything";
}
