using Millrace.Data.Contracts;
using Millrace.Features.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;
using Millrace.Tracking.Contracts;
using Millrace.Training.Contracts;

namespace Millrace.Registry.Cards;

/// <summary>Collects a version's facts and writes its card.</summary>
internal sealed class ModelCards(IModelRegistry registry, RegistryReader reader, ITracking tracking, IBlobStore blobs) : IModelCards
{
    public async Task<Outcome<string>> WriteAsync(string model, int version, CancellationToken ct)
    {
        var found = await registry.GetAsync(model, version, ct);
        return found.IsOk ? CardText.Of(await FactsAsync(found.Value, ct)) : found.As<string>();
    }

    private async Task<CardFacts> FactsAsync(ModelVersion version, CancellationToken ct)
    {
        var model = (await reader.ModelDetailAsync(version.Model, ct)).Value;
        var dataset = await DocumentAsync<DatasetVersion>(version.Dataset, ct);
        var run = version.Run is { } id ? await tracking.GetAsync(id, ct) : default;
        return new CardFacts(version, new Dictionary<string, string>(model.Tags), model.Row.Description)
        {
            Run = version.Run is not null && run.IsOk ? run.Value : null,
            Trained = await DocumentAsync<TrainedModel>(version.TrainedModel, ct),
            Evaluation = await DocumentAsync<EvaluationReport>(version.Evaluation, ct),
            Features = await DocumentAsync<FeatureSet>(version.FeatureSet, ct),
            Dataset = dataset,
            Profile = await DocumentAsync<DatasetProfile>(dataset?.Profile?.Digest, ct),
            Ledger = [.. (await registry.LedgerAsync(version.Model, ct)).Value.Where(entry => entry.Version == version.Version)],
        };
    }

    private async Task<T?> DocumentAsync<T>(Digest? digest, CancellationToken ct)
        where T : class =>
        digest is { } known && await blobs.ExistsAsync(known, ct) ? await blobs.GetJsonAsync<T>(known, ct) : null;
}
