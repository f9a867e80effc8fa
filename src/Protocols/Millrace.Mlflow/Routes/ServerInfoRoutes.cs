using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Millrace.Mlflow.Responses;

namespace Millrace.Mlflow.Routes;

/// <summary>What clients ask before they choose how to speak.</summary>
public static class ServerInfoRoutes
{
    /// <summary>The MLflow release whose API this server speaks; clients choose their requests by it.</summary>
    public const string SpokenVersion = "3.6.0";

    private static readonly ServerInfo Info = new("SqlStore", false, false, false, false);

    /// <summary>Maps <c>/version</c> and <c>server-info</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/version", () => Results.Text(SpokenVersion)).WithName("Version");
        foreach (var path in new[] { "/api/3.0/mlflow/server-info", "/ajax-api/3.0/mlflow/server-info" })
        {
            routes.MapGet(path, (RequestDelegate)(static http => MlflowResponse.WriteAsync(http, Info, ServerInfoJson.Default.ServerInfo)));
        }
    }
}

/// <summary>What the server is and can do.</summary>
/// <param name="StoreType">MLflow's name for a store in a database.</param>
/// <param name="WorkspacesEnabled">Whether requests name a workspace.</param>
/// <param name="TraceArchivalEnabled">Whether traces move to an archive.</param>
/// <param name="MultipartUploadsEnabled">Whether clients may upload parts to presigned URLs.</param>
/// <param name="MultipartDownloadsEnabled">Whether clients may download from presigned URLs.</param>
internal sealed record ServerInfo(
    string StoreType, bool WorkspacesEnabled, bool TraceArchivalEnabled, bool MultipartUploadsEnabled, bool MultipartDownloadsEnabled);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ServerInfo))]
internal sealed partial class ServerInfoJson : JsonSerializerContext;
