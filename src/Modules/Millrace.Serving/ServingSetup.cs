using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Events;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Tables;
using Millrace.Registry.Contracts;
using Millrace.Serving.Batch;
using Millrace.Serving.Contracts;
using Millrace.Serving.Deployments;
using Millrace.Serving.Endpoints;
using Millrace.Serving.OpenInference;
using Millrace.Serving.Predict;
using Millrace.Serving.Runtime;
using Millrace.Training.Contracts;

namespace Millrace.Serving;

/// <summary>The one registration point of serving.</summary>
public static class ServingSetup
{
    /// <summary>Its tables.</summary>
    public static ModuleSchema Schema => ServingSchema.Schema;

    /// <summary>Its meter, for exporters.</summary>
    public const string MeterName = ServingMetrics.MeterName;

    /// <summary>Which endpoint answers with which deployment.</summary>
    public static IEndpointCatalog Catalog(ITables tables, IOutbox outbox, ITenantAccessor tenant, TimeProvider clock) =>
        new EndpointCatalog(tables, outbox, tenant, clock);

    /// <summary>Its steps.</summary>
    public static IReadOnlyList<IStep> Steps(IEndpointCatalog catalog) => [new DeployStep(catalog), new BatchStep()];

    /// <summary>Whether a version's graph is there, can be loaded and answers one row.</summary>
    /// <param name="blobs">Where the graph is.</param>
    /// <param name="version">The version, for the message.</param>
    /// <param name="trainedModel">Digest of its <see cref="TrainedModel"/>, which has the signature.</param>
    /// <param name="onnx">The graph's digest.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>Done; <c>serving.graph-unusable</c> with the reason.</returns>
    public static async Task<Outcome<Done>> TryGraphAsync(
        IBlobStore blobs, ModelVersion version, Digest trainedModel, Digest onnx, CancellationToken ct)
    {
        foreach (var digest in new[] { trainedModel, onnx })
        {
            if (!await blobs.ExistsAsync(digest, ct).ConfigureAwait(false))
            {
                return ServingProblems.GraphUnusable(version.Model, version.Version, $"the blob {digest.Short} is gone.");
            }
        }

        var trained = await blobs.GetJsonAsync<TrainedModel>(trainedModel, ct).ConfigureAwait(false);
        var graph = await blobs.GetBytesAsync(onnx, ct).ConfigureAwait(false);
        return GraphTrial.Try(version.Model, version.Version, graph, trained.Signature);
    }

    /// <summary>The endpoints in memory.</summary>
    public static IServedEndpoints Host(IEndpointCatalog catalog, IBlobStore blobs) => new ServedEndpoints(new EndpointHost(catalog, blobs));
}

/// <summary>The endpoints a server answers for.</summary>
public interface IServedEndpoints : IDisposable
{
    /// <summary>Names of the endpoints that answer.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>Loads new deployments and lets go of old ones.</summary>
    Task RefreshAsync(CancellationToken ct);

    /// <summary>One prediction, without HTTP.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="fields">Raw request fields, a JSON object.</param>
    Outcome<PredictResponse> Predict(string endpoint, JsonElement fields);

    /// <summary>Maps predict and the Open Inference Protocol.</summary>
    /// <param name="routes">The server's routes.</param>
    /// <param name="serverVersion">Told in <c>/v2</c>.</param>
    void Map(IEndpointRouteBuilder routes, string serverVersion);
}

internal sealed class ServedEndpoints(EndpointHost host) : IServedEndpoints
{
    public IEnumerable<string> Names => host.Names;

    public Task RefreshAsync(CancellationToken ct) => host.RefreshAsync(ct);

    public Outcome<PredictResponse> Predict(string endpoint, JsonElement fields)
    {
        var entered = host.Enter(endpoint);
        if (!entered.IsOk)
        {
            return entered.As<PredictResponse>();
        }

        try
        {
            return Predictor.Predict(entered.Value, fields);
        }
        finally
        {
            entered.Value.Exit();
        }
    }

    public void Map(IEndpointRouteBuilder routes, string serverVersion)
    {
        PredictEndpoint.Map(routes, host);
        OpenInferenceEndpoints.Map(routes, host, serverVersion);
    }

    public void Dispose() => host.Dispose();
}
