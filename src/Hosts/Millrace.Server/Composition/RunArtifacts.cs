using Millrace.Data.Contracts;
using Millrace.Features.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Verdicts;
using Millrace.Monitoring.Contracts;
using Millrace.Pipelines.Contracts;
using Millrace.Registry.Contracts;
using Millrace.Serving.Contracts;
using Millrace.Tracking.Contracts;
using Millrace.Training.Contracts;

namespace Millrace.Server.Composition;

/// <summary>The documents an execution left behind, by what they are; null for what it did not reach.</summary>
public sealed record RunArtifacts
{
    /// <summary>The execution.</summary>
    public required PipelineOutcome Run { get; init; }

    /// <summary>The raw data, before checks.</summary>
    public DatasetVersion? Raw { get; init; }

    /// <summary>The checked data.</summary>
    public DatasetVersion? Dataset { get; init; }

    /// <summary>What its columns look like.</summary>
    public DatasetProfile? Profile { get; init; }

    /// <summary>What the checks found.</summary>
    public CheckReport? Checks { get; init; }

    /// <summary>Rows kept out.</summary>
    public DatasetVersion? Quarantine { get; init; }

    /// <summary>Feature definitions.</summary>
    public FeatureSet? FeatureSet { get; init; }

    /// <summary>Rows with features.</summary>
    public TrainingSet? TrainingSet { get; init; }

    /// <summary>The parts of the split.</summary>
    public DataSplit? Split { get; init; }

    /// <summary>The candidate.</summary>
    public TrainedModel? Model { get; init; }

    /// <summary>Its evaluation.</summary>
    public EvaluationReport? Evaluation { get; init; }

    /// <summary>Its registered version.</summary>
    public RegisteredVersion? Version { get; init; }

    /// <summary>What answers at the endpoint.</summary>
    public Deployment? Deployment { get; init; }

    /// <summary>The batch of predictions.</summary>
    public BatchPredictions? Predictions { get; init; }

    /// <summary>What moved.</summary>
    public DriftReport? Drift { get; init; }

    /// <summary>The registered version as it stands now.</summary>
    public ModelVersion? Registered { get; init; }

    /// <summary>The candidate's tracking run.</summary>
    public RunView? Candidate { get; init; }

    /// <summary>Moves of that version, oldest first.</summary>
    public IReadOnlyList<StageTransition> Moves { get; init; } = [];

    /// <summary>Where the registered version stands now; null when none was registered.</summary>
    public Stage? Stage => Registered?.Stage;

    /// <summary>Verdicts of the gates.</summary>
    public IReadOnlyList<Verdict> GateVerdicts => VerdictsOf("registry.gate");

    /// <summary>Verdicts of the steps of a kind.</summary>
    public IReadOnlyList<Verdict> VerdictsOf(string kind) =>
        [.. Run.Steps.Where(step => step.Kind == kind).SelectMany(step => step.Verdicts)];

    /// <summary>Loads them.</summary>
    public static async Task<RunArtifacts> LoadAsync(MillraceApp app, PipelineOutcome run, CancellationToken ct)
    {
        var blobs = app.Blobs;
        var dataset = await Of<DatasetVersion>("data.validate", "dataset");
        var version = await Of<RegisteredVersion>("registry.register", "version");
        var registered = version is null ? null : await RegisteredAsync(app, version, ct).ConfigureAwait(false);
        var raw = dataset?.Parents.Values.FirstOrDefault() is { } parent && await blobs.ExistsAsync(parent, ct).ConfigureAwait(false)
            ? await blobs.GetJsonAsync<DatasetVersion>(parent, ct).ConfigureAwait(false)
            : null;
        var model = await Of<TrainedModel>("training.train", "model");
        return new RunArtifacts
        {
            Run = run,
            Raw = raw,
            Dataset = dataset,
            Profile = dataset?.Profile is { } profile ? await blobs.GetJsonAsync<DatasetProfile>(profile.Digest, ct).ConfigureAwait(false) : null,
            Checks = await Of<CheckReport>("data.validate", "checks"),
            Quarantine = await Of<DatasetVersion>("data.validate", "quarantine"),
            FeatureSet = await Of<FeatureSet>("features.build", "feature_set"),
            TrainingSet = await Of<TrainingSet>("features.build", "training_set"),
            Split = await Of<DataSplit>("training.split", "split"),
            Model = model,
            Candidate = model is null ? null : await CandidateAsync(app, model, ct).ConfigureAwait(false),
            Evaluation = await Of<EvaluationReport>("training.evaluate", "evaluation"),
            Version = version,
            Deployment = await Of<Deployment>("serving.deploy", "deployment"),
            Predictions = await Of<BatchPredictions>("serving.predict-batch", "predictions"),
            Drift = await Of<DriftReport>("monitoring.drift", "drift"),
            Registered = registered,
            Moves = registered is null ? [] : await MovesAsync(app, registered, ct).ConfigureAwait(false),
        };

        async Task<T?> Of<T>(string kind, string output)
            where T : class, IArtifact
        {
            var given = run.Steps.FirstOrDefault(step => step.Kind == kind)?.Outputs.GetValueOrDefault(output);
            return given is not null && await blobs.ExistsAsync(given.Digest, ct).ConfigureAwait(false)
                ? await blobs.GetJsonAsync<T>(given.Digest, ct).ConfigureAwait(false)
                : null;
        }
    }

    private static async Task<RunView?> CandidateAsync(MillraceApp app, TrainedModel model, CancellationToken ct)
    {
        var found = await app.Tracking.GetAsync(model.RunId, ct).ConfigureAwait(false);
        return found.IsOk ? found.Value : null;
    }

    private static async Task<ModelVersion?> RegisteredAsync(MillraceApp app, RegisteredVersion version, CancellationToken ct)
    {
        var found = await app.Registry.GetAsync(version.Model, version.Version, ct).ConfigureAwait(false);
        return found.IsOk ? found.Value : null;
    }

    private static async Task<IReadOnlyList<StageTransition>> MovesAsync(MillraceApp app, ModelVersion version, CancellationToken ct)
    {
        var history = await app.Registry.HistoryAsync(version.Model, ct).ConfigureAwait(false);
        return history.IsOk ? [.. history.Value.Where(move => move.Version == version.Version)] : [];
    }
}
