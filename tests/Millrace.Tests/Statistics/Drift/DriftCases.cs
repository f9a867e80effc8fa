using System.Text.Json.Nodes;
using Millrace.Statistics.Drift;

namespace Millrace.Tests.Statistics.Drift;

internal static class DriftCases
{
    public static JsonNode All { get; } = RecordedValues.Json("drift-statistics.json");

    public static TheoryData<string> Numeric => [.. All["numeric"]!.AsObject().Select(c => c.Key)];

    public static TheoryData<string> Categorical => [.. All["categorical"]!.AsObject().Select(c => c.Key)];

    public static (JsonNode Recorded, SortedSample Reference, SortedSample Current) Load(string name) => (
        All["numeric"]![name]!,
        SortedSample.Of(RecordedValues.Column($"{name}.ref.csv")),
        SortedSample.Of(RecordedValues.Column($"{name}.cur.csv")));
}
