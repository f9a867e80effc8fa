using Millrace.Data.Contracts;
using Millrace.Features.Contracts;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Verdicts;
using Millrace.Monitoring.Contracts;
using Millrace.Registry.Contracts;
using Millrace.Serving.Contracts;
using Millrace.Training.Contracts;

namespace Millrace.Workflows.Contracts;

/// <summary>What the last run of a workflow gave, as far as it went; everything that is null has not run yet.</summary>
public sealed record LastRunFacts
{
    /// <summary>The execution.</summary>
    public PipelineRunId? PipelineRun { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAtUtc { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public double? WallSeconds { get; init; }

    /// <summary>Largest peak of one of its processes, in bytes.</summary>
    public long? PeakMemoryBytes { get; init; }

    /// <summary>Its steps, in the plan's order.</summary>
    public IReadOnlyList<StepFacts> Steps { get; init; } = [];

    /// <summary>The prepared dataset.</summary>
    public DatasetVersion? Dataset { get; init; }

    /// <summary>What the checks found.</summary>
    public CheckReport? Checks { get; init; }

    /// <summary>The training set.</summary>
    public TrainingSet? TrainingSet { get; init; }

    /// <summary>Its parts.</summary>
    public DataSplit? Split { get; init; }

    /// <summary>The candidate.</summary>
    public TrainedModel? Model { get; init; }

    /// <summary>What the test split says of it.</summary>
    public EvaluationReport? Evaluation { get; init; }

    /// <summary>The registered version.</summary>
    public RegisteredVersion? Version { get; init; }

    /// <summary>Where that version stands now.</summary>
    public Stage? Stage { get; init; }

    /// <summary>What the gates said, in order.</summary>
    public IReadOnlyList<Verdict> Gates { get; init; } = [];

    /// <summary>The deployment.</summary>
    public Deployment? Deployment { get; init; }

    /// <summary>Predictions written by the batch.</summary>
    public BatchPredictions? Predictions { get; init; }

    /// <summary>What has drifted.</summary>
    public DriftReport? Drift { get; init; }

    /// <summary>How fast the model answered when it was measured.</summary>
    public LatencyFacts? Latency { get; init; }
}

/// <summary>One step of a run.</summary>
/// <param name="Id">Its id in the plan.</param>
/// <param name="Status">E.g. <c>succeeded</c>, <c>cached</c>, <c>halted</c>.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Summary">A few facts for people.</param>
/// <param name="Output">Digest of its first output; null when it gave none.</param>
public sealed record StepFacts(
    string Id, string Status, double Seconds, IReadOnlyList<KeyValuePair<string, string>> Summary, Digest? Output);

/// <summary>A measurement of the served model.</summary>
/// <param name="P50Ms">Half of the answers took at most this, in milliseconds.</param>
/// <param name="P99Ms">99 of 100 answers took at most this, in milliseconds.</param>
/// <param name="PerSecond">Requests answered per second.</param>
/// <param name="RequestCount">How many requests were measured.</param>
/// <param name="How">How it was measured, in a few words.</param>
public sealed record LatencyFacts(double P50Ms, double P99Ms, double PerSecond, long RequestCount, string How);
