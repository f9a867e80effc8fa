using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Events;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Tables;
using Millrace.Serving.Batch;
using Millrace.Serving.Contracts;
using Millrace.Serving.Deployments;
using Millrace.Serving.Endpoints;
using Millrace.Serving.OpenInference;
using Millrace.Serving.Predict;

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
