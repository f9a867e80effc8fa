using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Millrace.Tests.Statistics;

/// <summary>Values recorded from named reference libraries; each file names its source and versions.</summary>
internal static class RecordedValues
{
    public static JsonNode Json(string file)
    {
        using var stream = Open(file);
        return JsonNode.Parse(stream)!;
    }

    /// <summary>One number per line, below a header if there is one.</summary>
    public static double[] Column(string file)
    {
        using var reader = new StreamReader(Open(file));
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(line => char.IsDigit(line[^1]))
                .Select(line => double.Parse(line, CultureInfo.InvariantCulture)),
        ];
    }

    public static T[] Array<T>(this JsonNode node, string key) => node[key]!.Deserialize<T[]>()!;

    public static double Number(this JsonNode node, string key) => node[key]!.GetValue<double>();

    public static void AssertClose(double expected, double? actual, double relative, string what)
    {
        Assert.True(actual is not null, $"{what}: expected {expected:R}, but it is undefined");
        var bound = relative * Math.Max(Math.Abs(expected), 1e-300);
        Assert.True(
            expected == actual || Math.Abs(expected - actual.Value) <= bound,
            $"{what}: expected {expected:R}, got {actual:R}, relative error {Math.Abs(expected - actual.Value) / Math.Abs(expected):E1}");
    }

    private static Stream Open(string file) =>
        typeof(RecordedValues).Assembly.GetManifestResourceStream($"statistics/{file}")
        ?? throw new InvalidOperationException($"'{file}' is not embedded in the tests.");
}
