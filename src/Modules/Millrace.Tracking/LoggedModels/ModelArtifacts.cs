using Microsoft.AspNetCore.Http;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Responses;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Artifacts;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.LoggedModels;

/// <summary>The files of a logged model.</summary>
internal sealed class ModelArtifacts(LoggedModelReader reader, ArtifactTree tree, IBlobStore blobs)
{
    private const string Artifacts = "/mlflow/logged-models/{model_id}/artifacts";

    public void Map(MlflowRoutes routes)
    {
        routes.Get(Artifacts + "/directories", TrackingJson.Default.ListModelArtifacts, ArtifactJson.Default.FileList, ListAsync);
        routes.Stream(HttpMethods.Get, Artifacts + "/files", DownloadAsync);
    }

    private async Task<Outcome<FileList>> ListAsync(MlflowCall<ListModelArtifacts> call)
    {
        var root = await reader.LocationAsync(call.Route("model_id"), call.Aborted).ConfigureAwait(false);
        return root.IsOk
            ? await ArtifactLists.PageAsync(tree, root.Value, call.Body.ArtifactDirectoryPath, call.Body.PageToken, call.Aborted).ConfigureAwait(false)
            : root.As<FileList>();
    }

    private async Task DownloadAsync(HttpContext http)
    {
        var model = http.Request.RouteValues["model_id"] as string ?? "";
        var path = http.Request.Query["artifact_file_path"].ToString();
        await (path.Length > 0
            ? RunArtifactEndpoints.SendAsync(http, tree, blobs, await reader.LocationAsync(model, http.RequestAborted).ConfigureAwait(false), path)
            : MlflowResponse.WriteAsync(http, [ArtifactProblems.QueryLacks("artifact_file_path")])).ConfigureAwait(false);
    }
}
