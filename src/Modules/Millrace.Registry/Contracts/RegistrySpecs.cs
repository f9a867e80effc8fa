using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Steps;

namespace Millrace.Registry.Contracts;

/// <summary>Where a model version stands on its way.</summary>
public enum Stage
{
    /// <summary>Registered; served only inside its own project.</summary>
    None,

    /// <summary>Passed its gates.</summary>
    Staging,

    /// <summary>Answers at the endpoint.</summary>
    Production,

    /// <summary>Put away; cannot be served.</summary>
    Archived,
}

/// <summary>Parameters of <c>registry.register</c>.</summary>
/// <param name="Model">The registered model's name.</param>
public sealed record RegisterSpec(string Model)
{
    /// <summary>Approvals by different people that Production needs; null for none, so that a step's key does not change without them.</summary>
    public int? ProductionApprovals { get; init; }
}

/// <summary>Parameters of <c>registry.gate</c>: what must hold before Staging.</summary>
/// <param name="Model">The registered model's name.</param>
/// <param name="EvaluationMetric">The workflow's metric, e.g. <c>roc_auc</c>.</param>
/// <param name="SuccessThreshold">The workflow's threshold.</param>
/// <param name="Gates">In order.</param>
public sealed record GatesSpec(string Model, string EvaluationMetric, double SuccessThreshold, IReadOnlyList<GateSpec> Gates)
{
    /// <summary>Whether less business value is better (costs).</summary>
    public bool MinimizeBusinessValue { get; init; } = true;
}

/// <summary>One gate.</summary>
/// <param name="Gate"><c>threshold</c>, <c>improvement</c>, <c>slice_floor</c> or <c>parity</c>.</param>
/// <param name="Metric">E.g. <c>test.roc_auc</c>; null for parity.</param>
/// <param name="Over">For improvement: the baseline.</param>
/// <param name="By">For improvement: the least gain; the lower end of the paired interval must reach it.</param>
/// <param name="Min">For slice_floor, and for threshold when it differs from the success threshold.</param>
/// <param name="MinRowCount">For slice_floor: smaller slices are inconclusive and reported, not counted.</param>
/// <param name="MaxError">For parity.</param>
public sealed record GateSpec(
    string Gate, string? Metric = null, string? Over = null, double? By = null, double? Min = null,
    long? MinRowCount = null, double? MaxError = null);

/// <summary>Parameters of <c>registry.promote</c>.</summary>
/// <param name="Model">The registered model's name.</param>
/// <param name="To">The stage to reach.</param>
/// <param name="ApprovalsNeeded">Approvals by distinct people; 0 when the gates suffice.</param>
public sealed record PromoteSpec(string Model, Stage To, int ApprovalsNeeded);

/// <summary>A registered model version, as the registry's steps pass it on.</summary>
/// <param name="FormatVersion">1.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Version">From 1, per model.</param>
/// <param name="TrainedModel">Digest of the trained model.</param>
/// <param name="Evaluation">Digest of its evaluation.</param>
/// <param name="FeatureSet">Digest of its feature definitions.</param>
/// <param name="Dataset">Digest of the dataset version.</param>
/// <param name="Run">Its tracking run.</param>
/// <param name="Onnx">The serving graph.</param>
public sealed record RegisteredVersion(
    int FormatVersion, string Model, int Version, Digest TrainedModel, Digest Evaluation, Digest FeatureSet,
    Digest Dataset, RunId Run, BlobRef Onnx) : IArtifact
{
    /// <inheritdoc/>
    public static string ArtifactType => "registered-version";

    /// <inheritdoc/>
    public IEnumerable<BlobRef> Blobs() => [Onnx];
}
