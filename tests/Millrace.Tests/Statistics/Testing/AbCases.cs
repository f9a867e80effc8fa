using System.Text.Json.Nodes;
using Millrace.Statistics.Testing;

namespace Millrace.Tests.Statistics.Testing;

/// <summary>Cases of one kind of <c>ab-statistics.json</c> (statsmodels 0.13.5, scipy 1.10.1).</summary>
internal static class AbCases
{
    /// <summary>Agreement that the file asks for where statsmodels solves by iteration.</summary>
    public const double Solved = 1e-6;

    /// <summary>Agreement that the file asks for closed forms.</summary>
    public const double Closed = 1e-9;

    public static IEnumerable<(JsonNode Input, JsonNode Expected)> Of(string kind)
    {
        var cases = RecordedValues.Json("ab-statistics.json")["cases"]!.AsArray().Where(c => (string)c!["kind"]! == kind)
            .Select(c => (c!["input"]!, c["expected"]!)).ToArray();
        Assert.NotEmpty(cases);
        return cases;
    }

    public static TestPlan Plan(JsonNode input) => new()
    {
        Alpha = input.Number("alpha"),
        Power = input["power"]?.GetValue<double>() ?? 0.8,
        Ratio = input["ratio"]?.GetValue<double>() ?? 1,
        Alternative = (string?)input["alternative"] == "larger" ? Alternative.OneSided : Alternative.TwoSided,
    };

    public static void AssertInterval(JsonNode expected, string key, ConfidenceInterval interval)
    {
        var bounds = expected.Array<double>(key);
        RecordedValues.AssertClose(bounds[0], interval.Lower, Closed, $"{key} lower");
        RecordedValues.AssertClose(bounds[1], interval.Upper, Closed, $"{key} upper");
    }
}
