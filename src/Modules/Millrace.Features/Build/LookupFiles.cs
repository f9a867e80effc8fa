using Millrace.Data.Contracts;
using Millrace.DuckDb;
using Millrace.Features.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Steps;

namespace Millrace.Features.Build;

/// <summary>The sources that preparing looks things up in, kept with the features so that serving looks up the same.</summary>
/// <param name="Versions">By source: its version.</param>
/// <param name="Files">By source: its rows as Parquet.</param>
internal sealed record LookupFiles(IReadOnlyDictionary<string, Digest> Versions, IReadOnlyDictionary<string, BlobRef> Files)
{
    /// <summary>Of the step's inputs that are lookups.</summary>
    public const string Prefix = "lookup:";

    /// <summary>Stores the sources that the preparation names.</summary>
    public static async Task<LookupFiles> StoreAsync(StepContext context, FeatureSetSpec spec, CancellationToken ct)
    {
        var versions = new SortedDictionary<string, Digest>(StringComparer.Ordinal);
        var files = new SortedDictionary<string, BlobRef>(StringComparer.Ordinal);
        foreach (var source in spec.Prepare.Lookups.Select(lookup => lookup.Source).Distinct(StringComparer.Ordinal))
        {
            var version = await context.InputAsync<DatasetVersion>(Prefix + source, ct).ConfigureAwait(false);
            var paths = await DatasetSql.PathsAsync(version, context.Blobs, ct).ConfigureAwait(false);
            var target = Path.Combine(context.Scratch, $"lookup-{versions.Count}.parquet");
            await Task.Run(() => Copy(context, version, paths, target, ct), ct).ConfigureAwait(false);
            versions[source] = context.Inputs[Prefix + source].Digest;
            files[source] = await context.Blobs.PutFileAsync(target, ct).ConfigureAwait(false);
        }

        return new LookupFiles(versions, files);
    }

    private static void Copy(
        StepContext context, DatasetVersion version, IReadOnlyList<string> paths, string target, CancellationToken ct)
    {
        using var database = FeaturesEngine.Open(context, paths);
        using var connection = database.Connect();
        connection.Execute(
            $"COPY (SELECT * FROM {DatasetSql.From(version, paths)}) TO {DuckSql.QuoteLiteral(target)} (FORMAT parquet)", ct);
    }
}
