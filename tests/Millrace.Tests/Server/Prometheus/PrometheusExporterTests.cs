using System.Diagnostics.Metrics;
using System.Globalization;
using Millrace.Server.Prometheus;

namespace Millrace.Tests.Server.Prometheus;

/// <summary>Other tests measure at the same time, so each looks only at lines of its own instruments.</summary>
public sealed class PrometheusExporterTests : IDisposable
{
    private readonly PrometheusExporter exporter = new();
    private readonly Meter meter = new("Millrace.Tests");

    [Fact]
    public void A_counter_adds_up_for_each_set_of_labels_in_their_order()
    {
        var counter = meter.CreateCounter<long>("exported_total", description: "Things done.");
        counter.Add(2, new KeyValuePair<string, object?>("kind", "b"));
        counter.Add(1, new KeyValuePair<string, object?>("kind", "a"));
        counter.Add(3, new KeyValuePair<string, object?>("kind", "b"));
        Assert.Equal(
            "# HELP exported_total Things done.\n# TYPE exported_total counter\nexported_total{kind=\"a\"} 1\nexported_total{kind=\"b\"} 5\n", Of("exported_total"));
    }

    [Fact]
    public void Labels_and_help_are_escaped()
    {
        meter.CreateCounter<long>("escaped_total", description: "A \\ and\na \"quote\".").Add(1, new KeyValuePair<string, object?>("path", "C:\\a \"b\"\nc"));
        Assert.Equal(
            """
            # HELP escaped_total A \\ and\na "quote".
            # TYPE escaped_total counter
            escaped_total{path="C:\\a \"b\"\nc"} 1

            """.ReplaceLineEndings("\n"), Of("escaped_total"));
    }

    [Fact]
    public void A_histogram_has_cumulative_buckets_a_sum_and_a_count()
    {
        var histogram = meter.CreateHistogram<double>("waited_seconds");
        foreach (var seconds in (double[])[0.0001, 0.002, 0.002, 3])
        {
            histogram.Record(seconds, new KeyValuePair<string, object?>("endpoint", "e"));
        }

        var lines = Of("waited_seconds").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("# TYPE waited_seconds histogram", lines[0]);
        Assert.Contains("waited_seconds_bucket{endpoint=\"e\",le=\"0.0001\"} 1", lines);
        Assert.Contains("waited_seconds_bucket{endpoint=\"e\",le=\"0.001\"} 1", lines);
        Assert.Contains("waited_seconds_bucket{endpoint=\"e\",le=\"0.0025\"} 3", lines);
        Assert.Contains("waited_seconds_bucket{endpoint=\"e\",le=\"2.5\"} 3", lines);
        Assert.Equal(
            ["waited_seconds_bucket{endpoint=\"e\",le=\"+Inf\"} 4", "waited_seconds_count{endpoint=\"e\"} 4"],
            lines.Where(line => line.Contains("+Inf", StringComparison.Ordinal) || line.Contains("_count", StringComparison.Ordinal)));
        Assert.Equal(3.0041, double.Parse(lines.Single(line => line.StartsWith("waited_seconds_sum", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture), 1e-12);
    }

    [Fact]
    public void A_gauge_keeps_its_last_value_and_one_that_goes_up_and_down_its_sum()
    {
        var gauge = meter.CreateGauge<double>("depth");
        gauge.Record(7);
        gauge.Record(4.5);
        var open = meter.CreateUpDownCounter<int>("open_requests");
        open.Add(3);
        open.Add(-1);
        Assert.Equal("# TYPE depth gauge\ndepth 4.5\n", Of("depth"));
        Assert.Equal("# TYPE open_requests gauge\nopen_requests 2\n", Of("open_requests"));
    }

    [Fact]
    public void What_is_observed_is_asked_at_each_writing_and_not_added_up()
    {
        var total = 10L;
        meter.CreateObservableCounter("observed_total", () => total);
        Assert.EndsWith("observed_total 10\n", Of("observed_total"), StringComparison.Ordinal);
        total = 12;
        Assert.Equal("# TYPE observed_total counter\nobserved_total 12\n", Of("observed_total"));
    }

    [Fact]
    public void Meters_of_others_are_not_exported()
    {
        using var foreign = new Meter("Foreign");
        foreign.CreateCounter<long>("foreign_total").Add(1);
        Assert.Equal("", Of("foreign_total"));
    }

    [Fact]
    public async Task Measurements_from_many_threads_are_all_counted()
    {
        var counter = meter.CreateCounter<long>("raced_total");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                counter.Add(1);
            }
        })));
        Assert.EndsWith("raced_total 40000\n", Of("raced_total"), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        meter.Dispose();
        exporter.Dispose();
    }

    private string Of(string name) => string.Concat(exporter.Write().Split('\n')
        .Where(line => line.StartsWith(name, StringComparison.Ordinal) || line.StartsWith($"# HELP {name} ", StringComparison.Ordinal) || line.StartsWith($"# TYPE {name} ", StringComparison.Ordinal))
        .Select(line => line + "\n"));
}
