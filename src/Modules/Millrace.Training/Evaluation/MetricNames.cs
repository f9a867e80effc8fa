using Millrace.Statistics.Classification;

namespace Millrace.Training.Evaluation;

/// <summary>What the workflow calls the metrics of the statistics.</summary>
internal static class MetricNames
{
    private const string BusinessValue = "business_value";

    /// <summary>The workflow's name.</summary>
    public static string Of(BinaryMetric metric) => metric == BinaryMetric.ValuePerRow ? BusinessValue : metric.Key();

    /// <summary>The metric of a name; null when there is none.</summary>
    public static BinaryMetric? Find(string name) => name == BusinessValue ? BinaryMetric.ValuePerRow : BinaryMetrics.Find(name);

    /// <summary>Values by name; NaN for an undefined one.</summary>
    public static IReadOnlyDictionary<string, double> Name(IReadOnlyDictionary<BinaryMetric, double?> values) =>
        BinaryMetrics.All.ToDictionary(Of, metric => values[metric] ?? double.NaN, StringComparer.Ordinal);
}
