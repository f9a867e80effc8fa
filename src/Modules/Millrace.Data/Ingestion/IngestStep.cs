using System.Globalization;
using Millrace.Data.Catalog;
using Millrace.Data.Contracts;
using Millrace.Data.Profiling;
using Millrace.Data.Reading;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;

namespace Millrace.Data.Ingestion;

/// <summary>Takes one source in as it is: the bytes become a blob, and a manifest says what they hold.</summary>
internal sealed class IngestStep(VersionLog log) : IStep
{
    public string Kind => "data.ingest";

    public int CodeVersion => 1;

    public IReadOnlyDictionary<string, string> Inputs { get; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Outputs { get; } = new Dictionary<string, string>
    {
        ["dataset"] = DatasetVersion.ArtifactType,
    };

    public async Task<Outcome<StepResult>> RunAsync(StepContext context, CancellationToken ct)
    {
        var spec = context.Read<IngestSpec>();
        try
        {
            return SourceFile.Check(spec.Path, spec.Format) is { } problem
                ? problem
                : await IngestAsync(context, spec, ct).ConfigureAwait(false);
        }
        catch (Exception failure) when (DataProblems.Machine(failure) is not null)
        {
            return DataProblems.Machine(failure)!;
        }
    }

    private async Task<Outcome<StepResult>> IngestAsync(StepContext context, IngestSpec spec, CancellationToken ct)
    {
        context.Progress(null, $"copying {spec.Name}");
        var blob = await CopyAsync(context.Blobs, spec.Path, ct).ConfigureAwait(false);
        var local = await context.Blobs.GetLocalPathAsync(blob.Digest, ct).ConfigureAwait(false);
        context.Progress(0.5, $"reading {spec.Name}");
        var read = await Task.Run(() => Examine(context, spec, local, blob, ct), ct).ConfigureAwait(false);
        if (!read.IsOk)
        {
            return read.As<StepResult>();
        }

        var (version, profile) = read.Value;
        var manifest = profile is null
            ? version
            : version with { Profile = await context.Blobs.PutJsonAsync(profile, ct).ConfigureAwait(false) };
        var output = await context.StoreAsync(manifest, ct).ConfigureAwait(false);
        var change = await log.RecordAsync(new VersionRecord(manifest, output.Digest, DatasetRole.Raw, null), ct).ConfigureAwait(false);
        return new StepResult(
            new Dictionary<string, ArtifactRef> { ["dataset"] = output }, [], Summary(manifest, output, change));
    }

    private static async Task<BlobRef> CopyAsync(IBlobStore blobs, string path, CancellationToken ct)
    {
        var stream = SourceFile.Open(path);
        await using var owned = stream.ConfigureAwait(false);
        return await blobs.PutAsync(stream, ct).ConfigureAwait(false);
    }

    private static Outcome<(DatasetVersion Version, DatasetProfile? Profile)> Examine(
        StepContext context, IngestSpec spec, string local, BlobRef blob, CancellationToken ct)
    {
        using var database = DataEngine.Open(context);
        using var connection = database.Connect();
        return new SourceReading(connection, local, spec.Path, spec.Format).ReadAll(ct).Map(shape =>
        {
            var file = new DatasetFile(blob, spec.Format, shape.RowCount, shape.Delimiter);
            var version = new DatasetVersion(
                1, spec.Name, shape.Columns, [file], shape.RowCount, null, null, new Dictionary<string, Kernel.Digests.Digest>(), null);
            var profile = spec.PersonalColumns is null
                ? null
                : new DatasetProfiler(DataEngine.Options(context), DatasetSql.From(version, [local]), spec.PersonalColumns).Run(version.Columns, ct);
            return (version, profile);
        });
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Summary(DatasetVersion version, ArtifactRef output, SchemaChange? change)
    {
        var summary = new List<KeyValuePair<string, string>>
        {
            new("rows", version.RowCount.ToString("N0", CultureInfo.InvariantCulture)),
            new("columns", version.Columns.Count.ToString(CultureInfo.InvariantCulture)),
            new("version", output.Digest.Short),
        };
        if (change is not null)
        {
            summary.Add(new("schema change", SchemaComparison.InWords(change)));
        }

        return summary;
    }
}
