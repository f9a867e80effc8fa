using Millrace.Features.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Training.Contracts;
using Millrace.Training.Preprocessing;
using Millrace.XGBoost;

namespace Millrace.Training.Evaluation;

/// <summary>A trained model and its baselines, loaded for scoring.</summary>
internal sealed class ScoredModel : IDisposable
{
    private ScoredModel(TrainedModel model, int threads) => (Model, Threads, Features) = (model, threads, Signatures.Features(model.Signature));

    /// <summary>The model.</summary>
    public TrainedModel Model { get; }

    /// <summary>Threads of every engine.</summary>
    public int Threads { get; }

    /// <summary>Its inputs.</summary>
    public IReadOnlyList<FeatureInfo> Features { get; }

    /// <summary>The trees.</summary>
    public XgbBooster Booster { get; private set; } = null!;

    /// <summary>What the trees read.</summary>
    public FeatureGraph Preprocessing { get; private set; } = null!;

    /// <summary>What serves.</summary>
    public FeatureGraph Serving { get; private set; } = null!;

    /// <summary>Baselines that are graphs.</summary>
    public IReadOnlyDictionary<string, FeatureGraph> Baselines { get; private set; } = new Dictionary<string, FeatureGraph>();

    /// <summary>Rounds that count.</summary>
    public int Rounds => Model.BestRound + 1;

    /// <summary>Loads everything.</summary>
    public static async Task<ScoredModel> LoadAsync(TrainedModel model, IBlobStore blobs, int threads, CancellationToken ct)
    {
        var booster = await blobs.GetBytesAsync(model.Booster.Digest, ct).ConfigureAwait(false);
        var loaded = new ScoredModel(model, threads) { Booster = XgbBooster.LoadModel(booster, threads) };
        loaded.Preprocessing = await loaded.GraphAsync(model.Preprocessing, blobs, ct).ConfigureAwait(false);
        loaded.Serving = await loaded.GraphAsync(model.Onnx, blobs, ct).ConfigureAwait(false);
        var baselines = new Dictionary<string, FeatureGraph>(StringComparer.Ordinal);
        foreach (var baseline in model.Baselines.Where(baseline => baseline.Model is not null))
        {
            baselines[baseline.Name] = await loaded.GraphAsync(baseline.Model!, blobs, ct).ConfigureAwait(false);
        }

        loaded.Baselines = baselines;
        return loaded;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Booster?.Dispose();
        Preprocessing?.Dispose();
        Serving?.Dispose();
        foreach (var graph in Baselines.Values)
        {
            graph.Dispose();
        }
    }

    private async Task<FeatureGraph> GraphAsync(BlobRef blob, IBlobStore blobs, CancellationToken ct) =>
        new(await blobs.GetBytesAsync(blob.Digest, ct).ConfigureAwait(false), Features, Threads);
}
