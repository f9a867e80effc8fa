using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;

namespace Millrace.Tracking.Artifacts;

/// <summary>Lists folders of a run or model.</summary>
internal static class ArtifactLists
{
    /// <summary>The most entries of one answer.</summary>
    public const int PageSize = 10_000;

    /// <summary>One page of a folder below an artifact URI.</summary>
    /// <param name="tree">Where to look.</param>
    /// <param name="rootUri">Where the run or model keeps its files.</param>
    /// <param name="path">The folder from there; null or empty for all.</param>
    /// <param name="pageToken">Of the page before; null for the first.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<Outcome<FileList>> PageAsync(ArtifactTree tree, string rootUri, string? path, string? pageToken, CancellationToken ct)
    {
        var below = ArtifactPath.Parse(path ?? "");
        var root = ArtifactUri.Folder(rootUri);
        var offset = PageToken.Read(pageToken);
        var folder = !below.IsOk ? below : !root.IsOk ? root : root.Value.Then(below.Value);
        if (!folder.IsOk || !offset.IsOk)
        {
            return folder.IsOk ? offset.As<FileList>() : folder.As<FileList>();
        }

        var entries = await tree.ListAsync(folder.Value, offset.Value, PageSize + 1, ct).ConfigureAwait(false);
        return new FileList
        {
            RootUri = rootUri,
            Files = entries.Count == 0 ? null : [.. entries.Take(PageSize).Select(entry => FileInfoEntry.Of(below.Value, entry))],
            NextPageToken = entries.Count > PageSize ? PageToken.Of(offset.Value + PageSize) : null,
        };
    }
}
