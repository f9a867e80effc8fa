using Millrace.Data.Contracts;
using Millrace.DuckDb;
using Millrace.Features.Binding;
using Millrace.Features.Contracts;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Time;

namespace Millrace.Features.Build;

/// <summary>Computes one training set in the step's scratch folder.</summary>
internal sealed class BuildRun(
    StepContext context, FeatureSetSpec spec, FeaturePlan plan, DatasetVersion dataset, IReadOnlyList<string> paths)
{
    // Loading and preparing take about this share of the time.
    private const double LoadedShare = 0.2;

    /// <summary>Loads, computes and writes.</summary>
    public Outcome<BuiltRows> Build(CancellationToken ct)
    {
        using var database = FeaturesEngine.Open(context, paths);
        using var connection = database.Connect();
        context.Progress(0, "loading");
        var loaded = new PreparedLoader(connection, spec, plan).Load(dataset, DatasetSql.From(dataset, paths), withExpressions: true, ct);
        return loaded.IsOk ? Write(connection, loaded.Value, ct) : loaded.As<BuiltRows>();
    }

    private Outcome<BuiltRows> Write(DuckConnection connection, PreparedRows rows, CancellationToken ct)
    {
        context.Progress(LoadedShare / 2, "sorting by time");
        var path = Path.Combine(context.Scratch, "training-set.parquet");
        var engine = ViewComputation.Engine(plan, rows, context.Budget.Threads);
        new TrainingSetFile(connection, spec, plan).Write(
            rows, engine, dataset.Columns, path,
            share => context.Progress(LoadedShare + ((1 - LoadedShare) * share), "computing and writing features"), ct);
        var statistics = FeatureStatistics.Read(connection, path);
        var allNull = plan.Features.Where(feature => statistics[feature.Name].NullCount == rows.RowCount)
            .Select(feature => FeaturesProblems.AllNull(feature.Name, feature.Transformation, rows.RowCount)).ToList();
        return allNull.Count > 0
            ? Outcome<BuiltRows>.Failed(allNull)
            : new BuiltRows(
                path, rows.RowCount, statistics, AsOf.FromUnixMicroseconds(rows.Events.Values[0]).Instant,
                AsOf.FromUnixMicroseconds(rows.Events.Values[^1]).Instant);
    }
}

/// <summary>A training set on the scratch disk.</summary>
/// <param name="Path">The Parquet file.</param>
/// <param name="RowCount">Its rows.</param>
/// <param name="Statistics">By column.</param>
/// <param name="FirstEventUtc">Smallest event time.</param>
/// <param name="LastEventUtc">Largest event time.</param>
internal sealed record BuiltRows(
    string Path, long RowCount, IReadOnlyDictionary<string, FeatureStatistics> Statistics,
    DateTimeOffset FirstEventUtc, DateTimeOffset LastEventUtc);
