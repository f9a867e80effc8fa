using Millrace.Kernel.Identity;

namespace Millrace.Tracking.Contracts;

/// <summary>A run to begin.</summary>
/// <param name="RunId">Chosen by the caller; <see cref="RunId.FromKey"/> of a step's idempotency key makes a repeated step find its run.</param>
/// <param name="Experiment">Must exist; the default one always does.</param>
/// <param name="Name">For people, 1 to 250 characters; need not be unique.</param>
public sealed record NewRun(RunId RunId, ExperimentId Experiment, string Name)
{
    /// <summary>The run it is part of: a trial's study, a candidate's pipeline run; null for none.</summary>
    public RunId? ParentRunId { get; init; }

    /// <summary>Who started it; null when unknown.</summary>
    public string? User { get; init; }

    /// <summary>What started it, e.g. the workflow's file; null when unknown.</summary>
    public string? Source { get; init; }

    /// <summary>The source's git commit; null outside a repository.</summary>
    public string? GitCommit { get; init; }

    /// <summary>Whether the working tree had changes; null outside a repository.</summary>
    public bool? GitIsDirty { get; init; }

    /// <summary>Parameters known from the start.</summary>
    public IReadOnlyDictionary<string, string> Params { get; init; } = new Dictionary<string, string>();

    /// <summary>Tags known from the start.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
