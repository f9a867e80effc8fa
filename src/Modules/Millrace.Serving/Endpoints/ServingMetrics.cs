using System.Diagnostics.Metrics;

namespace Millrace.Serving.Endpoints;

/// <summary>What serving measures about itself; names as Prometheus users expect them.</summary>
internal static class ServingMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Millrace.Serving";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "millrace_serving_requests_total", description: "Prediction requests by endpoint and outcome.");

    private static readonly Histogram<double> Latency = Meter.CreateHistogram<double>(
        "millrace_serving_latency_seconds", "s", "Time from the parsed request to the answer, by endpoint.");

    /// <summary>Counts one answered request.</summary>
    /// <param name="endpoint">The endpoint or model.</param>
    /// <param name="outcome"><c>ok</c>, <c>fallback</c>, <c>invalid</c> or <c>unavailable</c>.</param>
    /// <param name="elapsed">Since the request was parsed.</param>
    public static void Answered(string endpoint, string outcome, TimeSpan elapsed)
    {
        Requests.Add(1, new KeyValuePair<string, object?>("endpoint", endpoint), new KeyValuePair<string, object?>("outcome", outcome));
        Latency.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("endpoint", endpoint));
    }
}
