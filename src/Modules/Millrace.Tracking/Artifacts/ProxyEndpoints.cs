using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Responses;
using Millrace.Mlflow.Routes;

namespace Millrace.Tracking.Artifacts;

/// <summary>MLflow's artifact proxy: clients read and write the whole tree through it.</summary>
internal sealed class ProxyEndpoints(ArtifactTree tree, IBlobStore blobs)
{
    private const string Base = "/mlflow-artifacts";
    private const string Files = Base + "/artifacts";
    private const string Presigned = Base + "/presigned";

    public void Map(MlflowRoutes routes)
    {
        routes.Get(Files, ArtifactJson.Default.ListTree, ArtifactJson.Default.FileList, ListAsync);
        routes.Stream(HttpMethods.Get, Files + "/{**path}", DownloadAsync);
        routes.Stream(HttpMethods.Put, Files + "/{**path}", UploadAsync);
        routes.Stream(HttpMethods.Delete, Files + "/{**path}", DeleteAsync);
        foreach (var step in new[] { "create", "complete", "abort" })
        {
            var route = $"{Base}/mpu/{step}";
            routes.Stream(HttpMethods.Post, route + "/{**path}", http => RefuseAsync(http, route, ArtifactProblems.MultipartNotImplemented()));
        }

        routes.Stream(HttpMethods.Get, Presigned + "/{**path}", http => RefuseAsync(http, Presigned, ArtifactProblems.PresignedNotImplemented()));
    }

    private async Task<Outcome<FileList>> ListAsync(MlflowCall<ListTree> call)
    {
        var folder = ArtifactPath.Parse(call.Body.Path ?? "");
        if (!folder.IsOk)
        {
            return folder.As<FileList>();
        }

        // This request has no pages: clients that mirror a folder must see all of it.
        var entries = await tree.ListAsync(folder.Value, 0, int.MaxValue, call.Aborted).ConfigureAwait(false);
        return new FileList
        {
            Files = entries.Count == 0 ? null : [.. entries.Select(entry => FileInfoEntry.Of(ArtifactPath.Root, entry))],
        };
    }

    private async Task DownloadAsync(HttpContext http)
    {
        var path = RequestedPath.Of(http, Files);
        var found = path.IsOk ? await tree.FindAsync(path.Value, http.RequestAborted).ConfigureAwait(false) : path.As<BlobRef>();
        await (found.IsOk
            ? ArtifactDownload.SendAsync(http, blobs, path.Value, found.Value)
            : MlflowResponse.WriteAsync(http, found.Problems)).ConfigureAwait(false);
    }

    private async Task UploadAsync(HttpContext http)
    {
        var path = RequestedPath.Of(http, Files);
        if (!path.IsOk || path.Value.IsRoot)
        {
            await MlflowResponse.WriteAsync(http, path.IsOk ? [ArtifactProblems.PathInvalid("")] : path.Problems).ConfigureAwait(false);
            return;
        }

        // A model may have any size; it goes straight to disk. A body that breaks off throws before there is a row.
        http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        var blob = await blobs.PutAsync(http.Request.Body, http.RequestAborted).ConfigureAwait(false);
        await AnswerAsync(http, await tree.PutAsync(path.Value, blob, http.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task DeleteAsync(HttpContext http)
    {
        var path = RequestedPath.Of(http, Files);
        await AnswerAsync(
            http,
            !path.IsOk ? path.As<Done>()
            : path.Value.IsRoot ? ArtifactProblems.PathInvalid("")
            : await tree.DeleteAsync(path.Value, http.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private static Task RefuseAsync(HttpContext http, string route, Problem why)
    {
        var path = RequestedPath.Of(http, route);
        return MlflowResponse.WriteAsync(http, path.IsOk ? [why] : path.Problems);
    }

    private static Task AnswerAsync(HttpContext http, Outcome<Done> outcome) => outcome.IsOk
        ? MlflowResponse.WriteAsync(http, Empty.Value, EmptyJson.Default.Empty)
        : MlflowResponse.WriteAsync(http, outcome.Problems);
}
