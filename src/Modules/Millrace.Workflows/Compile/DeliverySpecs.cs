using Millrace.Registry.Contracts;
using Millrace.Serving.Contracts;
using Millrace.Workflows.Language;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Compile;

/// <summary>The <c>registry</c> and <c>serving</c> sections as the parameters of their steps.</summary>
internal static class DeliverySpecs
{
    /// <summary>What must hold before Staging.</summary>
    public static GatesSpec Gates(WorkflowFile file, RegistrySection registry) => new(
        registry.Model, file.Problem.EvaluationMetric, file.Problem.SuccessThreshold, [.. registry.Gates.Select(Gate)])
    {
        MinimizeBusinessValue = file.Problem.BusinessMetric?.Direction != Direction.Maximize,
    };

    /// <summary>How the endpoint answers.</summary>
    public static DeploySpec Deploy(WorkflowFile file, RegistrySection registry, ServingSection serving) => new(
        serving.Endpoint ?? file.Workflow.Name,
        registry.Model,
        Fallback(serving.Fallback),
        serving.Latency?.P50?.Length,
        serving.Latency?.P99.Length,
        serving.Throughput?.PerSecond,
        file.Problem.Target);

    /// <summary>What is scored into a file.</summary>
    public static BatchSpec Predict(RegistrySection registry, Batch batch) => new(registry.Model, batch.Split, WordShape.Of(batch.Format));

    private static FallbackSpec? Fallback(Fallback? fallback) => fallback switch
    {
        BaselineFallback baseline => new FallbackSpec(baseline.Chosen, baseline.Baseline, null),
        ConstantFallback constant => new FallbackSpec(constant.Chosen, null, constant.Value),
        _ => null,
    };

    private static GateSpec Gate(Gate gate) => gate switch
    {
        ThresholdGate threshold => new GateSpec(gate.Chosen, threshold.Metric, Min: threshold.Min),
        ImprovementGate improvement => new GateSpec(gate.Chosen, improvement.Metric, improvement.Over, improvement.By),
        SliceFloorGate floor => new GateSpec(gate.Chosen, floor.Metric, Min: floor.Min, MinRowCount: floor.MinRows),
        ParityGate parity => new GateSpec(gate.Chosen, MaxError: parity.MaxError),
        _ => new GateSpec(gate.Chosen),
    };
}
