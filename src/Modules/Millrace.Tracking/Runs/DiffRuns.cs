using Millrace.Tracking.Contracts;

namespace Millrace.Tracking.Runs;

/// <summary>Says what differs between two runs.</summary>
internal static class DiffRuns
{
    private const string EnvironmentPrefix = "millrace.environment.";

    // Digests that a training records; what they stand for decides what the run could learn.
    private static readonly string[] DataTags = ["millrace.dataset", "millrace.feature_set", "millrace.training_set", "millrace.split"];

    public static RunDiff Of(RunView before, RunView after) => new(
        before.RunId, after.RunId, Metrics(before.Metrics, after.Metrics), Facts(before.Params, after.Params), Facts(Data(before), Data(after)),
        Facts(Code(before), Code(after)), Facts(Environment(before), Environment(after)));

    private static List<DifferingMetric> Metrics(IReadOnlyDictionary<string, double> before, IReadOnlyDictionary<string, double> after) =>
        [.. Keys(before.Keys, after.Keys).Select(key => (
                key, Before: before.TryGetValue(key, out var one) ? one : default(double?), After: after.TryGetValue(key, out var other) ? other : default(double?)))
            .Where(pair => !Nullable.Equals(pair.Before, pair.After))
            .Select(pair => new DifferingMetric(pair.key, pair.Before, pair.After, pair.After - pair.Before))];

    private static List<DifferingFact> Facts(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        [.. Keys(before.Keys, after.Keys)
            .Select(key => new DifferingFact(key, before.GetValueOrDefault(key), after.GetValueOrDefault(key)))
            .Where(fact => fact.Before != fact.After)];

    private static Dictionary<string, string> Data(RunView run)
    {
        var data = run.Inputs
            .GroupBy(input => $"{input.Context}: {input.Name}", input => input.Digest, StringComparer.Ordinal)
            .ToDictionary(of => of.Key, of => string.Join(", ", of.Order(StringComparer.Ordinal)), StringComparer.Ordinal);
        foreach (var key in DataTags.Where(run.Tags.ContainsKey))
        {
            data[key["millrace.".Length..]] = run.Tags[key];
        }

        return data;
    }

    private static Dictionary<string, string> Code(RunView run) => new (string Key, string? Value)[]
        {
            ("source", run.Source), ("git commit", run.GitCommit), ("git is dirty", run.GitIsDirty is { } isDirty ? (isDirty ? "yes" : "no") : null),
        }
        .Where(fact => fact.Value is not null).ToDictionary(fact => fact.Key, fact => fact.Value!, StringComparer.Ordinal);

    private static Dictionary<string, string> Environment(RunView run) => run.Tags
        .Where(tag => tag.Key.StartsWith(EnvironmentPrefix, StringComparison.Ordinal))
        .ToDictionary(tag => tag.Key[EnvironmentPrefix.Length..], tag => tag.Value, StringComparer.Ordinal);

    private static IEnumerable<string> Keys(IEnumerable<string> one, IEnumerable<string> other) =>
        one.Union(other, StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
