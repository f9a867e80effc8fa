using System.Collections.Concurrent;
using System.Collections.Frozen;
using Millrace.Features.Contracts;
using Millrace.Features.Requests;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Problems;
using Millrace.Serving.Contracts;
using Millrace.Serving.Runtime;
using Millrace.Training.Contracts;

namespace Millrace.Serving.Endpoints;

/// <summary>The endpoints in memory, kept in step with the catalog.</summary>
internal sealed class EndpointHost(IEndpointCatalog catalog, IBlobStore blobs) : IDisposable
{
    private readonly ConcurrentDictionary<string, LoadedEndpoint> loaded = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Problem> broken = new(StringComparer.Ordinal);
    private volatile FrozenDictionary<string, string> byModel = FrozenDictionary<string, string>.Empty;
    private readonly SemaphoreSlim refreshing = new(1, 1);

    /// <summary>Names of the endpoints that answer.</summary>
    public IEnumerable<string> Names => loaded.Keys;

    /// <summary>Models in Production behind any endpoint.</summary>
    public IEnumerable<string> Models => loaded.Values.Select(endpoint => endpoint.Deployment.Model).Distinct();

    /// <summary>Loads new deployments and lets go of old ones. What cannot be loaded is remembered as a problem.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        await refreshing.WaitAsync(ct);
        try
        {
            foreach (var entry in await catalog.ListAsync(ct))
            {
                if (!loaded.TryGetValue(entry.Name, out var current) || current.Digest != entry.Deployment)
                {
                    await ReplaceAsync(entry, ct);
                }
            }
        }
        finally
        {
            refreshing.Release();
        }
    }

    /// <summary>The endpoint, entered: the caller must call <see cref="LoadedEndpoint.Exit"/>.</summary>
    public Outcome<LoadedEndpoint> Enter(string name)
    {
        while (loaded.TryGetValue(name, out var endpoint))
        {
            if (endpoint.TryEnter())
            {
                return endpoint;
            }
        }

        return broken.TryGetValue(name, out var problem) ? problem : ServingProblems.EndpointNotFound(name, loaded.Keys);
    }

    /// <summary>The endpoint that serves a registered model, entered.</summary>
    public Outcome<LoadedEndpoint> EnterModel(string model)
    {
        while (byModel.TryGetValue(model, out var name))
        {
            var entered = Enter(name);
            if (!entered.IsOk || entered.Value.Deployment.Model == model)
            {
                return entered;
            }

            // The endpoint has just been given another model.
            entered.Value.Exit();
        }

        return ServingProblems.ModelNotServed(model, Models);
    }

    public void Dispose()
    {
        foreach (var endpoint in loaded.Values)
        {
            endpoint.Dispose();
        }

        refreshing.Dispose();
    }

    private async Task ReplaceAsync(EndpointEntry entry, CancellationToken ct)
    {
        var fresh = await LoadAsync(entry, ct);
        if (!fresh.IsOk)
        {
            broken[entry.Name] = fresh.Problem;
            return;
        }

        broken.TryRemove(entry.Name, out _);
        var old = loaded.GetValueOrDefault(entry.Name);
        loaded[entry.Name] = fresh.Value;
        byModel = loaded.OrderBy(pair => pair.Key, StringComparer.Ordinal).DistinctBy(pair => pair.Value.Deployment.Model, StringComparer.Ordinal)
            .ToFrozenDictionary(pair => pair.Value.Deployment.Model, pair => pair.Key, StringComparer.Ordinal);
        old?.Exit();
    }

    private async Task<Outcome<LoadedEndpoint>> LoadAsync(EndpointEntry entry, CancellationToken ct)
    {
        try
        {
            var deployment = await blobs.GetJsonAsync<Deployment>(entry.Deployment, ct);
            var model = await blobs.GetJsonAsync<TrainedModel>(deployment.TrainedModel, ct);
            var set = await blobs.GetJsonAsync<FeatureSet>(deployment.FeatureSet, ct);
            var online = await blobs.GetJsonAsync<OnlineSnapshot>(deployment.Online, ct);
            var features = await RequestFeatures.LoadAsync(set, online, blobs, ct);
            if (!features.IsOk)
            {
                return features.As<LoadedEndpoint>();
            }

            var session = await LoadGraphAsync(deployment, model, ct);
            var endpoint = new LoadedEndpoint(entry.Deployment, deployment, model, session.IsOk ? session.Value : null, features.Value);
            if (session.IsOk || endpoint.Fallback is not null)
            {
                return endpoint;
            }

            endpoint.Dispose();
            return session.As<LoadedEndpoint>();
        }
        catch (IOException fault)
        {
            return ServingProblems.ModelUnavailable(entry.Name, fault.Message);
        }
    }

    private async Task<Outcome<ModelSession>> LoadGraphAsync(Deployment deployment, TrainedModel model, CancellationToken ct)
    {
        ModelSession? session = null;
        try
        {
            session = new ModelSession(await blobs.GetBytesAsync(deployment.Onnx.Digest, ct), model.Signature);
            session.WarmUp();
            return session;
        }
        catch (Exception fault) when (fault is IOException or NotSupportedException or Microsoft.ML.OnnxRuntime.OnnxRuntimeException)
        {
            session?.Dispose();
            return ServingProblems.ModelUnavailable(deployment.Endpoint, fault.Message);
        }
    }
}
