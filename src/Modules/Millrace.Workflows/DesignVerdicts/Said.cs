using System.Globalization;
using Millrace.Training.Contracts;

namespace Millrace.Workflows.DesignVerdicts;

/// <summary>Numbers and lists in sentences, the same in every culture.</summary>
internal static class Said
{
    public static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    /// <summary>A count with thousands separated.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A metric with its interval; a dash when it is undefined.</summary>
    public static string Estimate(MetricEstimate metric) => double.IsNaN(metric.Value)
        ? Value(metric.Value)
        : Invariant($"{Value(metric.Value)} [{Value(metric.Low)}, {Value(metric.High)}]");

    /// <summary>A metric's value with four digits; a dash when it is undefined.</summary>
    public static string Value(double value) => double.IsNaN(value) ? "–" : value.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>A share in percent.</summary>
    public static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    /// <summary>a, b and c.</summary>
    public static string And(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "nothing",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}",
    };
}
