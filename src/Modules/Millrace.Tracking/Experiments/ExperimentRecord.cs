using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Experiments;

/// <summary>An experiment as MLflow shows it.</summary>
internal sealed record ExperimentRecord(
    string ExperimentId, string Name, string ArtifactLocation, string LifecycleStage, long LastUpdateTime, long CreationTime)
{
    /// <summary>Its tags, by key; null when it has none.</summary>
    public IReadOnlyList<TagEntry>? Tags { get; init; }
}

/// <summary>Where an experiment or run stands.</summary>
internal static class Lifecycle
{
    public const string Active = "active";
    public const string Deleted = "deleted";
}
