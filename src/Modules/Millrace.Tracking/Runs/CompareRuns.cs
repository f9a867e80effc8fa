using Millrace.Tracking.Contracts;

namespace Millrace.Tracking.Runs;

/// <summary>Puts runs side by side.</summary>
internal static class CompareRuns
{
    public static RunComparison Of(IReadOnlyList<RunView> runs) => new(
        runs,
        [.. Keys(runs.Select(run => run.Params.Keys)).Select(key => Param(key, runs))],
        [.. Keys(runs.Select(run => run.Metrics.Keys)).Select(key => new ComparedMetric(
            key, [.. runs.Select(run => run.Metrics.TryGetValue(key, out var value) ? value : default(double?))]))]);

    private static ComparedParam Param(string key, IReadOnlyList<RunView> runs)
    {
        var values = runs.Select(run => run.Params.GetValueOrDefault(key)).ToList();
        return new ComparedParam(key, values, values.Distinct().Count() > 1);
    }

    private static IEnumerable<string> Keys(IEnumerable<IEnumerable<string>> keys) =>
        keys.SelectMany(of => of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
