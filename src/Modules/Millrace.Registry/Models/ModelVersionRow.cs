using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Registry.Contracts;

namespace Millrace.Registry.Models;

/// <summary>A row of <c>model_versions</c> as Dapper reads it.</summary>
internal sealed class ModelVersionRow
{
    public const string Columns =
        "model AS Model, version AS Version, stage AS Stage, created_ms AS CreatedMs, trained_model AS TrainedModel, " +
        "evaluation AS Evaluation, feature_set AS FeatureSet, dataset AS Dataset, onnx AS Onnx, run_id AS RunId";

    public string Model { get; init; } = "";

    public long Version { get; init; }

    public string Stage { get; init; } = "";

    public long CreatedMs { get; init; }

    public string TrainedModel { get; init; } = "";

    public string Evaluation { get; init; } = "";

    public string FeatureSet { get; init; } = "";

    public string Dataset { get; init; } = "";

    public string Onnx { get; init; } = "";

    public string RunId { get; init; } = "";

    public ModelVersion ToVersion() => new(
        Model, (int)Version, Enum.Parse<Stage>(Stage), DateTimeOffset.FromUnixTimeMilliseconds(CreatedMs),
        Digest.Parse(TrainedModel), Digest.Parse(Evaluation), Digest.Parse(FeatureSet), Digest.Parse(Dataset),
        Digest.Parse(Onnx), Kernel.Identity.RunId.Parse(RunId));
}
