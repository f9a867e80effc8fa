using Millrace.Kernel.Verdicts;
using Millrace.Workflows.Contracts;
using Millrace.Workflows.Language;

namespace Millrace.Workflows.DesignVerdicts;

/// <summary>Does serving keep the latency and throughput it promises? Measured, when there is a model to measure.</summary>
internal static class ServingQuestion
{
    private const string Lines = """
        serving:
          mode: real_time
          endpoint: my-endpoint
          latency: { p50: 5ms, p99: 20ms }
          throughput: 200rps
        """;

    public static Finding Judge(DesignEvidence design)
    {
        if (design.File.Serving is not { } serving)
        {
            return Finding.Missing("serving", Lines);
        }

        if (serving.Mode == ServingMode.Batch)
        {
            return Batch(serving, design.Run);
        }

        if (serving.Latency is not { } latency || serving.Throughput is not { } throughput)
        {
            return Finding.Fail(
                $"Nothing says {(serving.Latency is null ? "how fast an answer must be" : "how many requests must be answered")}.",
                "Add:\nserving:\n  latency: { p50: 5ms, p99: 20ms }\n  throughput: 200rps");
        }

        var promise = $"promised: p50 {latency.P50?.Text ?? "–"}, p99 {latency.P99}, {throughput}";
        return design.Run.Latency is { } measured
            ? Measured(latency, throughput, measured, promise)
            : new Finding(
                Decision.NotEvaluated, "No served model has been measured yet.", [promise],
                "Run the workflow, then measure the served model with: ./millrace bench");
    }

    private static Finding Measured(Latency promised, Rate throughput, LatencyFacts measured, string promise)
    {
        var p99 = promised.P99.Length.TotalMilliseconds;
        var broken = new List<string>();
        if (promised.P50 is { } p50 && measured.P50Ms > p50.Length.TotalMilliseconds)
        {
            broken.Add("p50");
        }

        if (measured.P99Ms > p99)
        {
            broken.Add("p99");
        }

        if (measured.PerSecond < throughput.PerSecond)
        {
            broken.Add("throughput");
        }

        var seen = Said.Invariant($"measured: p50 {measured.P50Ms:0.###} ms, p99 {measured.P99Ms:0.###} ms, {measured.PerSecond:0} rps over {Said.Count(measured.RequestCount)} requests ({measured.How})");
        var finding = broken.Count == 0
            ? Finding.Pass("The served model keeps its promises.", promise, seen)
            : Finding.Fail($"The served model does not keep its {Said.And(broken)}.", "Fewer rounds or shallower trees answer faster; or promise what can be kept.", promise, seen);
        return finding with { Metric = "p99_latency", Observed = measured.P99Ms, Bound = p99, Unit = "ms" };
    }

    private static Finding Batch(ServingSection serving, LastRunFacts run) => serving.Batch is not { } batch
        ? Finding.Fail("Serving is by batch, but nothing says what is scored.", "Add:\nserving:\n  batch: { split: test, format: parquet }")
        : run.Predictions is { } written
            ? Finding.Pass("The batch was scored.", $"{Said.Count(written.RowCount)} rows of {batch.Split} written")
            : new Finding(Decision.NotEvaluated, "The batch has not run yet.", [$"batch: {batch.Split}"], "Run it: millrace run workflow.yaml");
}
