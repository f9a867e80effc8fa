using System.Text.Json.Nodes;
using Millrace.Statistics.Classification;

namespace Millrace.Tests.Statistics.Classification;

internal static class SklearnCases
{
    public static JsonNode All { get; } = RecordedValues.Json("sklearn-metrics.json");

    public static TheoryData<string> Names => [.. All["binary"]!.AsArray().Select(c => (string)c!["name"]!)];

    public static JsonNode Binary(string name) => All["binary"]!.AsArray().Single(c => (string)c!["name"]! == name)!;

    public static BinaryScores Scores(JsonNode recorded) =>
        BinaryScores.From(System.Array.ConvertAll(recorded.Array<int>("labels"), l => (byte)l), recorded.Array<double>("probabilities"));

    /// <summary>Agreement to 1e-9, as the issue asks.</summary>
    public static void AssertAgrees(JsonNode recorded, string key, double? actual)
    {
        var expected = recorded.Number(key);
        Assert.True(actual is not null && Math.Abs(expected - actual.Value) <= 1e-9, $"{key}: scikit-learn has {expected:R}, got {actual:R}");
    }
}
