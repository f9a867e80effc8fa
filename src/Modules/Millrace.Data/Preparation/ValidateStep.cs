using System.Globalization;
using Millrace.Data.Catalog;
using Millrace.Data.Checks;
using Millrace.Data.Contracts;
using Millrace.Data.Profiling;
using Millrace.Data.Reading;
using Millrace.DuckDb;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Verdicts;

namespace Millrace.Data.Preparation;

/// <summary>Raw data in; out come the checked and completed data, the rows kept out of it, and what the checks found.</summary>
internal sealed class ValidateStep(VersionLog log, TimeProvider clock) : IStep
{
    private const string LookupPrefix = "lookup:";

    public string Kind => "data.validate";

    public int CodeVersion => 1;

    public IReadOnlyDictionary<string, string> Inputs { get; } = new Dictionary<string, string>
    {
        ["dataset"] = DatasetVersion.ArtifactType,
        [$"{LookupPrefix}*"] = DatasetVersion.ArtifactType,
    };

    public IReadOnlyDictionary<string, string> Outputs { get; } = new Dictionary<string, string>
    {
        ["dataset"] = DatasetVersion.ArtifactType,
        ["quarantine"] = DatasetVersion.ArtifactType,
        ["checks"] = CheckReport.ArtifactType,
    };

    public async Task<Outcome<StepResult>> RunAsync(StepContext context, CancellationToken ct)
    {
        var spec = context.Read<PrepareSpec>();
        try
        {
            var sources = await SourcesAsync(context, spec, ct).ConfigureAwait(false);
            var binder = new PreparationBinder(
                spec, sources.ToDictionary(source => source.Key, source => source.Value.Version.Columns), sources[spec.Dataset].Format);
            var preparation = binder.Bind();
            if (binder.Problems.Count > 0)
            {
                return Outcome<StepResult>.Failed([.. binder.Problems.Select(finding => finding.Problem)]);
            }

            var files = await Task.Run(() => Prepare(context, preparation, spec, sources, ct), ct).ConfigureAwait(false);
            return files.IsOk
                ? await KeepAsync(context, preparation, spec, files.Value, ct).ConfigureAwait(false)
                : files.As<StepResult>();
        }
        catch (Exception failure) when (DataProblems.Machine(failure) is not null)
        {
            return DataProblems.Machine(failure)!;
        }
    }

    private static async Task<Dictionary<string, SourceData>> SourcesAsync(StepContext context, PrepareSpec spec, CancellationToken ct)
    {
        var sources = new Dictionary<string, SourceData>(StringComparer.Ordinal);
        foreach (var input in context.Inputs.Keys)
        {
            var version = await context.InputAsync<DatasetVersion>(input, ct).ConfigureAwait(false);
            var name = input == "dataset" ? spec.Dataset : input[LookupPrefix.Length..];
            sources[name] = new SourceData(version, await DatasetSql.PathsAsync(version, context.Blobs, ct).ConfigureAwait(false));
        }

        return sources;
    }

    private static Outcome<PreparedFiles> Prepare(
        StepContext context, BoundPreparation preparation, PrepareSpec spec, Dictionary<string, SourceData> sources, CancellationToken ct)
    {
        using var database = DataEngine.Open(context);
        var folders = sources.Values.SelectMany(source => source.Paths).Select(path => Path.GetDirectoryName(Path.GetFullPath(path))!);
        database.LockDown([.. folders.Append(context.Scratch).Distinct(StringComparer.Ordinal)]);
        using var connection = database.Connect();
        return new PreparationRun(connection, preparation, spec, sources, context.Scratch).Run(context.Progress, ct);
    }

    private async Task<StepResult> KeepAsync(
        StepContext context, BoundPreparation preparation, PrepareSpec spec, PreparedFiles files, CancellationToken ct)
    {
        context.Progress(0.8, "profiling");
        var profile = await Task.Run(() => Profile(context, preparation, files, ct), ct).ConfigureAwait(false);
        var report = new CheckReport(
            1, [.. files.Judgements.Select(judgement => judgement.Result)], files.RowCount, files.QuarantinedCount);
        var checks = await context.Blobs.PutJsonAsync(report, ct).ConfigureAwait(false);
        var lineage = new Lineage(
            context.Inputs.ToDictionary(input => input.Key, input => input.Value.Digest), Digest.OfJson(spec), checks);
        var dataset = lineage.Version(
            spec.Dataset, preparation.Output, await context.Blobs.PutFileAsync(files.Prepared, ct).ConfigureAwait(false),
            files.RowCount - files.QuarantinedCount, await context.Blobs.PutJsonAsync(profile, ct).ConfigureAwait(false));
        var quarantine = lineage.Version(
            $"{spec.Dataset}.quarantine", preparation.QuarantineOutput,
            await context.Blobs.PutFileAsync(files.Quarantine, ct).ConfigureAwait(false), files.QuarantinedCount, null);
        var outputs = new Dictionary<string, ArtifactRef>
        {
            ["dataset"] = await context.StoreAsync(dataset, ct).ConfigureAwait(false),
            ["quarantine"] = await context.StoreAsync(quarantine, ct).ConfigureAwait(false),
            ["checks"] = await context.StoreAsync(report, ct).ConfigureAwait(false),
        };
        var decision = Decided(report);
        await log.RecordAsync(new VersionRecord(dataset, outputs["dataset"].Digest, DatasetRole.Prepared, decision), ct).ConfigureAwait(false);
        if (files.QuarantinedCount > 0)
        {
            await log.RecordAsync(new VersionRecord(quarantine, outputs["quarantine"].Digest, DatasetRole.Quarantine, decision), ct).ConfigureAwait(false);
        }

        var verdicts = CheckVerdicts.Of(files.Judgements, [outputs["checks"].Digest, outputs["quarantine"].Digest], clock.GetUtcNow());
        return new StepResult(outputs, verdicts, Summary(report, outputs["dataset"]), Halt(spec.Dataset, report));
    }

    private static DatasetProfile Profile(StepContext context, BoundPreparation preparation, PreparedFiles files, CancellationToken ct)
    {
        var columns = preparation.Output.Where(column => column.Name != BoundPreparation.RowId).ToList();
        var from = $"read_parquet({DuckSql.QuoteLiteral(files.Prepared)})";
        return new DatasetProfiler(DataEngine.Options(context), from, preparation.Personal).Run(columns, ct);
    }

    private static Decision Decided(CheckReport report) =>
        Verdict.Worst(report.Results.Where(result => result.Severity == "error").Select(result => result.Decision));

    private static Problem? Halt(string dataset, CheckReport report)
    {
        var failed = report.Results.Where(result => result.Severity == "error" && result.Decision != Decision.Pass).ToList();
        return report.RowCount == 0 ? CheckProblems.NoRows(dataset, 0)
            : failed.Count > 0 ? CheckProblems.NotPassed(dataset, failed, report.QuarantinedRowCount)
            : report.QuarantinedRowCount == report.RowCount ? CheckProblems.NoRows(dataset, report.RowCount)
            : null;
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Summary(CheckReport report, ArtifactRef dataset)
    {
        var passed = report.Results.Count(result => result.Decision == Decision.Pass);
        return
        [
            new("rows", report.RowCount.ToString("N0", CultureInfo.InvariantCulture)),
            new("quarantined", report.QuarantinedRowCount.ToString("N0", CultureInfo.InvariantCulture)),
            new("checks", string.Create(CultureInfo.InvariantCulture, $"{passed} of {report.Results.Count} pass")),
            new("version", dataset.Digest.Short),
        ];
    }
}
