using Millrace.Features.Requests;
using Millrace.Kernel.Digests;
using Millrace.Serving.Contracts;
using Millrace.Serving.Runtime;
using Millrace.Training.Contracts;

namespace Millrace.Serving.Endpoints;

/// <summary>An endpoint in memory: graph, features, threshold. Immutable; a new deployment is a new one.</summary>
internal sealed class LoadedEndpoint(
    Digest digest, Deployment deployment, TrainedModel model, ModelSession? session, RequestFeatures features) : IDisposable
{
    private int users = 1;

    public Digest Digest => digest;

    public Deployment Deployment => deployment;

    public TrainedModel Model => model;

    /// <summary>The graph; null when it could not be loaded, so that only the fallback answers.</summary>
    public ModelSession? Session => session;

    public RequestFeatures Features => features;

    /// <summary>What answers when the model cannot; null when the deployment names nothing that can.</summary>
    public Fallback? Fallback { get; } = Fallback.Of(deployment.Spec.Fallback, model, features);

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
