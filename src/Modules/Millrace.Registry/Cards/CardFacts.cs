using Millrace.Data.Contracts;
using Millrace.Features.Contracts;
using Millrace.Registry.Contracts;
using Millrace.Tracking.Contracts;
using Millrace.Training.Contracts;

namespace Millrace.Registry.Cards;

/// <summary>What a card is written from. A version that came through MLflow's API has only its run, and perhaps not even that.</summary>
internal sealed record CardFacts(ModelVersion Version, IReadOnlyDictionary<string, string> ModelTags, string? ModelDescription)
{
    public RunView? Run { get; init; }

    public TrainedModel? Trained { get; init; }

    public EvaluationReport? Evaluation { get; init; }

    public FeatureSet? Features { get; init; }

    public DatasetVersion? Dataset { get; init; }

    public DatasetProfile? Profile { get; init; }

    public IReadOnlyList<LedgerEntry> Ledger { get; init; } = [];

    /// <summary>A fact that somebody told in a tag: of the version, else of the model, else of the run.</summary>
    public string? Told(string key) =>
        Version.Tags.GetValueOrDefault(key) ?? ModelTags.GetValueOrDefault(key) ?? Run?.Tags.GetValueOrDefault(key);
}
