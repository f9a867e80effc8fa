using Microsoft.AspNetCore.Http;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Responses;
using Millrace.Mlflow.Routes;

namespace Millrace.Tracking.Artifacts;

/// <summary>The files of one run or model version, for pages and older clients.</summary>
/// <param name="tree">The files.</param>
/// <param name="blobs">Their bytes.</param>
/// <param name="runs">Where runs keep them.</param>
/// <param name="versions">Where a model version keeps them, by name and version; the registry knows.</param>
internal sealed class RunArtifactEndpoints(
    ArtifactTree tree, IBlobStore blobs, RunLocations runs, Func<string, string, CancellationToken, Task<Outcome<string>>> versions)
{
    private const long MostUploadBytes = 10 * 1024 * 1024;

    public void Map(MlflowRoutes routes)
    {
        routes.Get("/mlflow/artifacts/list", ArtifactJson.Default.ListRunArtifacts, ArtifactJson.Default.FileList, ListAsync);
        routes.Page(HttpMethods.Get, "/get-artifact", DownloadOfRunAsync);
        routes.Page(HttpMethods.Get, "/model-versions/get-artifact", DownloadOfVersionAsync);
        routes.Stream(HttpMethods.Post, "/mlflow/upload-artifact", UploadAsync);
    }

    /// <summary>Sends a file below an artifact URI.</summary>
    public static async Task SendAsync(HttpContext http, ArtifactTree tree, IBlobStore blobs, Outcome<string> rootUri, string path)
    {
        var below = ArtifactPath.Parse(path);
        var root = rootUri.Then(ArtifactUri.Folder);
        var file = !below.IsOk ? below : root.Then(folder => folder.Then(below.Value));
        var found = file.IsOk ? await tree.FindAsync(file.Value, http.RequestAborted).ConfigureAwait(false) : file.As<BlobRef>();
        await (found.IsOk
            ? ArtifactDownload.SendAsync(http, blobs, file.Value, found.Value)
            : MlflowResponse.WriteAsync(http, found.Problems)).ConfigureAwait(false);
    }

    private async Task<Outcome<FileList>> ListAsync(MlflowCall<ListRunArtifacts> call)
    {
        var run = call.Body.RunId is { Length: > 0 } id ? id : call.Body.RunUuid ?? "";
        var root = await runs.FindAsync(run, call.Aborted).ConfigureAwait(false);
        return root.IsOk
            ? await ArtifactLists.PageAsync(tree, root.Value, call.Body.Path, call.Body.PageToken, call.Aborted).ConfigureAwait(false)
            : root.As<FileList>();
    }

    private async Task DownloadOfRunAsync(HttpContext http)
    {
        var run = Query(http, "run_id") is { Length: > 0 } id ? id : Query(http, "run_uuid");
        await (Query(http, "path") is { Length: > 0 } path
            ? SendAsync(http, tree, blobs, await runs.FindAsync(run, http.RequestAborted).ConfigureAwait(false), path)
            : MlflowResponse.WriteAsync(http, [ArtifactProblems.QueryLacks("path")])).ConfigureAwait(false);
    }

    private async Task DownloadOfVersionAsync(HttpContext http)
    {
        await (Query(http, "path") is { Length: > 0 } path
            ? SendAsync(http, tree, blobs, await SourceOfVersionAsync(http).ConfigureAwait(false), path)
            : MlflowResponse.WriteAsync(http, [ArtifactProblems.QueryLacks("path")])).ConfigureAwait(false);
    }

    private async Task<Outcome<string>> SourceOfVersionAsync(HttpContext http)
    {
        var source = await versions(Query(http, "name"), Query(http, "version"), http.RequestAborted).ConfigureAwait(false);
        return source.IsOk ? await runs.ResolveAsync(source.Value, http.RequestAborted).ConfigureAwait(false) : source;
    }

    private async Task UploadAsync(HttpContext http)
    {
        var stored = await StoreAsync(http).ConfigureAwait(false);
        if (!stored.IsOk)
        {
            await MlflowResponse.WriteAsync(http, stored.Problems).ConfigureAwait(false);
            return;
        }

        http.Response.ContentType = "application/json";
    }

    private async Task<Outcome<Done>> StoreAsync(HttpContext http)
    {
        var (run, text) = (Query(http, "run_uuid"), Query(http, "path"));
        var path = ArtifactPath.Parse(text);
        var problem = run.Length == 0 ? ArtifactProblems.UploadLacks("run_uuid")
            : text.Length == 0 ? ArtifactProblems.UploadLacks("path")
            : !path.IsOk ? path.Problem
            : path.Value.IsRoot ? ArtifactProblems.PathInvalid(text)
            : http.Request.ContentLength > MostUploadBytes ? ArtifactProblems.UploadTooLarge(MostUploadBytes)
            : null;
        if (problem is not null)
        {
            return problem;
        }

        var root = await runs.FindAsync(run, http.RequestAborted).ConfigureAwait(false);
        var file = root.Then(ArtifactUri.Folder).Then(folder => folder.Then(path.Value));
        if (!file.IsOk)
        {
            return file.As<Done>();
        }

        // Without a length the server's own limit ends the body; what is refused then is a blob that no row names.
        var blob = await blobs.PutAsync(http.Request.Body, http.RequestAborted).ConfigureAwait(false);
        return blob.SizeBytes == 0 ? ArtifactProblems.UploadLacks("data")
            : blob.SizeBytes > MostUploadBytes ? ArtifactProblems.UploadTooLarge(MostUploadBytes)
            : await tree.PutAsync(file.Value, blob, http.RequestAborted).ConfigureAwait(false);
    }

    private static string Query(HttpContext http, string name) => http.Request.Query[name].ToString();
}
