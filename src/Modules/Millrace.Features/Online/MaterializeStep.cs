using System.Globalization;
using Millrace.Data.Contracts;
using Millrace.Features.Binding;
using Millrace.Features.Build;
using Millrace.Features.Contracts;
using Millrace.Features.Windows;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Time;

namespace Millrace.Features.Online;

/// <summary>Writes one file per view, from which serving answers windows at any instant.</summary>
internal sealed class MaterializeStep : IStep
{
    // Beyond a view's ttl, so that requests as of the data's last days, before its newest row was known, see whole windows.
    private static readonly TimeSpan ReplaySpan = TimeSpan.FromDays(2);

    public string Kind => "features.materialize";

    public int CodeVersion => 1;

    public IReadOnlyDictionary<string, string> Inputs { get; } = new Dictionary<string, string>
    {
        ["feature_set"] = FeatureSet.ArtifactType,
        ["dataset"] = DatasetVersion.ArtifactType,
    };

    public IReadOnlyDictionary<string, string> Outputs { get; } = new Dictionary<string, string>
    {
        ["online"] = OnlineSnapshot.ArtifactType,
    };

    public async Task<Outcome<StepResult>> RunAsync(StepContext context, CancellationToken ct)
    {
        try
        {
            var set = await context.InputAsync<FeatureSet>("feature_set", ct).ConfigureAwait(false);
            var dataset = await context.InputAsync<DatasetVersion>("dataset", ct).ConfigureAwait(false);
            var binder = new FeatureBinder(set.Spec, dataset.Columns);
            var plan = binder.Bind();
            if (binder.Findings.Count > 0)
            {
                return Outcome<StepResult>.Failed([.. binder.Findings.Select(finding => finding.Problem)]);
            }

            var paths = await DatasetSql.PathsAsync(dataset, context.Blobs, ct).ConfigureAwait(false);
            var written = await Task.Run(() => Write(context, set.Spec, plan, dataset, paths, ct), ct).ConfigureAwait(false);
            return written.IsOk ? await KeepAsync(context, written.Value, ct).ConfigureAwait(false) : written.As<StepResult>();
        }
        catch (Exception failure) when (FeaturesProblems.Of(failure) is not null)
        {
            return FeaturesProblems.Of(failure)!;
        }
    }

    private static Outcome<WrittenViews> Write(
        StepContext context, FeatureSetSpec spec, FeaturePlan plan, DatasetVersion dataset, IReadOnlyList<string> paths, CancellationToken ct)
    {
        context.Progress(0, "loading");
        var loaded = Load(context, spec, plan, dataset, paths, ct);
        if (!loaded.IsOk)
        {
            return loaded.As<WrittenViews>();
        }

        var rows = loaded.Value;
        var timeline = rows.Timeline();
        var newest = NewestCreated(timeline, rows);
        var files = new List<(string View, string Path)>();
        var tables = new Dictionary<string, MeasureTable>();
        var rowCount = 0L;
        foreach (var view in plan.Views)
        {
            ct.ThrowIfCancellationRequested();
            context.Progress(0.3 + (0.6 * files.Count / plan.Views.Count), $"writing {view.Spec.Name}");
            var past = ViewComputation.Past(view, rows);
            var path = Path.Combine(context.Scratch, $"view-{files.Count}.online");
            var file = new OnlineViewFile(timeline, past, [.. view.Keys.Select(rows.Key)], MeasureTable.Shared(past.Aggregates, timeline.RowCount, tables));
            rowCount += file.Write(path, files.Count, view.QueryColumns, HistoryFrom(timeline, newest, view.Spec.Ttl));
            files.Add((view.Spec.Name, path));
        }

        return new WrittenViews(files, AsOf.FromUnixMicroseconds(newest).Instant, rowCount);
    }

    private static Outcome<PreparedRows> Load(
        StepContext context, FeatureSetSpec spec, FeaturePlan plan, DatasetVersion dataset, IReadOnlyList<string> paths, CancellationToken ct)
    {
        using var database = FeaturesEngine.Open(context, paths);
        using var connection = database.Connect();
        return new PreparedLoader(connection, spec, plan).Load(dataset, DatasetSql.From(dataset, paths), withExpressions: false, ct);
    }

    // The newest instant at which a row became known; when none ever did, the newest event.
    private static long NewestCreated(Timeline timeline, PreparedRows rows)
    {
        var newest = long.MinValue;
        for (var row = 0; row < rows.RowCount; row++)
        {
            newest = timeline.Starts[row] == Timeline.Never ? newest : Math.Max(newest, rows.Created.Values[row]);
        }

        return newest == long.MinValue ? timeline.Events[^1] : newest;
    }

    private static long HistoryFrom(Timeline timeline, long newest, TimeSpan ttl)
    {
        var from = newest - ViewComputation.Micros(ttl + ReplaySpan);
        return timeline.Events[0] >= from ? long.MinValue : from;
    }

    private static async Task<StepResult> KeepAsync(StepContext context, WrittenViews written, CancellationToken ct)
    {
        context.Progress(0.9, "storing");
        var files = new SortedDictionary<string, BlobRef>(StringComparer.Ordinal);
        foreach (var (view, path) in written.Files)
        {
            files[view] = await context.Blobs.PutFileAsync(path, ct).ConfigureAwait(false);
        }

        var snapshot = new OnlineSnapshot(
            1, context.Inputs["feature_set"].Digest, context.Inputs["dataset"].Digest, files, written.AsOfUtc, written.RowCount);
        var online = await context.StoreAsync(snapshot, ct).ConfigureAwait(false);
        return new StepResult(
            new Dictionary<string, ArtifactRef> { ["online"] = online }, [],
            [
                new("views", files.Count.ToString(CultureInfo.InvariantCulture)),
                new("rows", written.RowCount.ToString("N0", CultureInfo.InvariantCulture)),
                new("as of", written.AsOfUtc.ToString("u", CultureInfo.InvariantCulture)),
                new("size", string.Create(CultureInfo.InvariantCulture, $"{files.Values.Sum(file => file.SizeBytes) / 1e6:N0} MB")),
            ]);
    }

    private sealed record WrittenViews(IReadOnlyList<(string View, string Path)> Files, DateTimeOffset AsOfUtc, long RowCount);
}
