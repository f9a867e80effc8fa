using Millrace.Data.Contracts;
using Millrace.Features.Contracts;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Verdicts;
using Millrace.Monitoring.Contracts;
using Millrace.Registry.Contracts;
using Millrace.Serving.Contracts;
using Millrace.Training.Contracts;

namespace Millrace.Server.Reporting;

/// <summary>Everything a run's report may tell. Any part may be missing: the report then says that it was not run.</summary>
/// <param name="Workflow">The workflow's name.</param>
/// <param name="GeneratedAtUtc">When the report is made.</param>
public sealed record RunReportInput(string Workflow, DateTimeOffset GeneratedAtUtc)
{
    /// <summary>The project.</summary>
    public string? Project { get; init; }

    /// <summary>Who answers for it.</summary>
    public string? Owner { get; init; }

    /// <summary>The question the model answers.</summary>
    public string? Statement { get; init; }

    /// <summary>What one row is, in the plural: flights, customers; null for rows.</summary>
    public string? RowNoun { get; init; }

    /// <summary>Text form of the execution's id.</summary>
    public string? PipelineRun { get; init; }

    /// <summary>The raw data as ingested, before checks.</summary>
    public DatasetVersion? Raw { get; init; }

    /// <summary>The checked data.</summary>
    public DatasetVersion? Dataset { get; init; }

    /// <summary>Its columns.</summary>
    public DatasetProfile? Profile { get; init; }

    /// <summary>What the checks found.</summary>
    public CheckReport? Checks { get; init; }

    /// <summary>The features.</summary>
    public FeatureSet? Features { get; init; }

    /// <summary>The rows with features.</summary>
    public TrainingSet? TrainingSet { get; init; }

    /// <summary>Which rows train, validate and test.</summary>
    public DataSplit? Split { get; init; }

    /// <summary>The candidate.</summary>
    public TrainedModel? Model { get; init; }

    /// <summary>How good it is.</summary>
    public EvaluationReport? Evaluation { get; init; }

    /// <summary>How that was measured.</summary>
    public EvaluateSpec? EvaluateSpec { get; init; }

    /// <summary>What the gates ask for.</summary>
    public GatesSpec? Gates { get; init; }

    /// <summary>What the gates decided; empty when they were not run.</summary>
    public IReadOnlyList<Verdict> GateVerdicts { get; init; } = [];

    /// <summary>The registered version and the stage it stands in now.</summary>
    public ModelVersion? Version { get; init; }

    /// <summary>Moves of that version, oldest first.</summary>
    public IReadOnlyList<StageTransition> History { get; init; } = [];

    /// <summary>Where it answers.</summary>
    public Deployment? Deployment { get; init; }

    /// <summary>The last batch of predictions.</summary>
    public BatchPredictions? Batch { get; init; }

    /// <summary>What moved since training.</summary>
    public DriftReport? Drift { get; init; }

    /// <summary>The run's steps, in order.</summary>
    public IReadOnlyList<StepTiming> Steps { get; init; } = [];

    /// <summary>Digests by what they name, beyond those found in the other parts.</summary>
    public IReadOnlyDictionary<string, Digest> Digests { get; init; } = new Dictionary<string, Digest>();

    /// <summary>What it ran on: operating system, runtime, engines' versions, git commit.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}

/// <summary>How one step went.</summary>
/// <param name="Id">Its id in the plan.</param>
/// <param name="Kind">What it does.</param>
/// <param name="State">For people: done, cached, failed, halted.</param>
/// <param name="Duration">Wall time; null when it did not run.</param>
/// <param name="PeakMemoryBytes">The most memory its process held; null when unknown.</param>
public sealed record StepTiming(string Id, string Kind, string State, TimeSpan? Duration, long? PeakMemoryBytes);
