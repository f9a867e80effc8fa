using System.Collections.Concurrent;
using System.Globalization;
using Millrace.Features.Requests;
using Millrace.Kernel.Digests;
using Millrace.Serving.Contracts;
using Millrace.Serving.OpenInference;
using Millrace.Serving.Runtime;
using Millrace.Training.Contracts;

namespace Millrace.Serving.Endpoints;

/// <summary>An endpoint in memory: graph, features, threshold. Immutable; a new deployment is a new one.</summary>
internal sealed class LoadedEndpoint(
    Digest digest, Deployment deployment, TrainedModel model, ModelSession? session, RequestFeatures features) : IDisposable
{
    // Of OpenInference: what a request and its answer stand in, used again by the next one.
    private readonly ConcurrentBag<InferExchange> exchanges = [];
    private int users = 1;

    public Digest Digest => digest;

    public Deployment Deployment => deployment;

    public TrainedModel Model => model;

    /// <summary>The graph; null when it could not be loaded, so that only the fallback answers.</summary>
    public ModelSession? Session => session;

    public RequestFeatures Features => features;

    /// <summary>What answers when the model cannot; null when the deployment names nothing that can.</summary>
    public Fallback? Fallback { get; } = Fallback.Of(deployment.Spec.Fallback, model, features);

    /// <summary>The model's version as protocols write it.</summary>
    public string VersionText { get; } = deployment.Version.ToString(CultureInfo.InvariantCulture);

    /// <summary>Lends memory for a request over the Open Inference Protocol; give it back with <see cref="Return"/>.</summary>
    public InferExchange RentExchange() => exchanges.TryTake(out var exchange) ? exchange : new InferExchange(model.Signature);

    /// <summary>Takes the memory of a request back.</summary>
    public void Return(InferExchange exchange)
    {
        if (exchange.IsWorthKeeping)
        {
            exchanges.Add(exchange);
        }
    }

    /// <summary>Keeps it alive while a request uses it; false when it is already gone.</summary>
    public bool TryEnter()
    {
        for (var seen = Volatile.Read(ref users); seen > 0;)
        {
            var before = Interlocked.CompareExchange(ref users, seen + 1, seen);
            if (before == seen)
            {
                return true;
            }

            seen = before;
        }

        return false;
    }

    /// <summary>The last one out closes it.</summary>
    public void Exit()
    {
        if (Interlocked.Decrement(ref users) == 0)
        {
            session?.Dispose();
            features.Dispose();
        }
    }

    public void Dispose() => Exit();
}
