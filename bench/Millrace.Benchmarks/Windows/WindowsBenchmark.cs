using Millrace.Benchmarks.Measuring;
using Millrace.DuckDb;
using Millrace.Features.Build;
using Millrace.Features.Entities;
using Millrace.Features.Windows;

namespace Millrace.Benchmarks.Windows;

/// <summary>Windowed features over the past.</summary>
internal sealed class WindowsBenchmark : IBenchmark
{
    private const long MemoryBytes = 4L << 30;

    public string Name => "windows";

    public string Title => "Flights, origin view: 4 windows × 2 means, Parquet to Parquet, against DuckDB by hand";

    public async Task<IReadOnlyList<Figure>> RunAsync(Setting setting, CancellationToken ct)
    {
        if (RepositoryFiles.InPackages("vega-datasets/data/flights-3m.parquet") is not { } flights)
        {
            setting.Note("Left out: windows, because eng/native/node_modules has no flights-3m.parquet. Install it with: ./millrace build");
            return [];
        }

        var rows = setting.Size(3_000_000, 200_000);
        var sql = new WindowsSql(setting.File("flights.parquet"));
        Run(setting, sql.Prepare(flights, rows), ordered: true, ct);
        var (mine, theirs) = (setting.File("ours.parquet"), setting.File("peer.parquet"));
        Compute(setting, sql.Input, mine, ct);
        Run(setting, sql.TwoClocks(theirs), ordered: true, ct);
        Check(setting, mine, theirs);
        var peers = new[]
        {
            Contestant.Timed($"DuckDB {DuckDatabase.EngineVersion}, both clocks", () => Run(setting, sql.TwoClocks(theirs), ordered: true, ct)),
            Contestant.Timed($"DuckDB {DuckDatabase.EngineVersion}, RANGE windows (sees the future)", () => Run(setting, sql.Simple(theirs), ordered: false, ct)),
        };
        var ours = Contestant.Timed("window engine, both clocks", () => Compute(setting, sql.Input, mine, ct));
        return await new Match($"windows of {rows:N0} flights, 4 × 2 features", [Metric.Seconds], ours, peers).RunAsync(setting, ct);
    }

    private static DuckDatabase Open(Setting setting, bool ordered) => DuckDatabase.Open(null, new DuckDbOptions
    {
        Threads = setting.Threads,
        MemoryLimitBytes = MemoryBytes,
        TempDirectory = setting.File("spill"),
        PreserveInsertionOrder = ordered,
    });

    private static void Run(Setting setting, string sql, bool ordered, CancellationToken ct)
    {
        using var database = Open(setting, ordered);
        using var connection = database.Connect();
        connection.Execute(sql, ct);
    }

    // As the step features.build does it: load, sweep, write.
    private static void Compute(Setting setting, string input, string output, CancellationToken ct)
    {
        using var database = Open(setting, ordered: true);
        using var connection = database.Connect();
        var columns = connection.ReadColumns($"SELECT * FROM {DuckSql.QuoteLiteral(input)}", ct);
        var engine = Engine(setting, columns);
        using var pipeline = new BlockPipeline(engine);
        var computed = new ComputedBlocks(engine.FeatureNames, columns.RowCount, BlockPipeline.BlockRows, _ => pipeline.Take());
        using var table = connection.RegisterArrays("features", [columns["_row_id"], columns["departed_at"], .. computed.Columns]);
        connection.Execute($"COPY (SELECT * FROM features) TO {DuckSql.QuoteLiteral(output)} {WindowsSql.Format}", ct);
    }

    private static WindowEngine Engine(Setting setting, ColumnSet columns)
    {
        var events = ((TimestampColumn)columns["departed_at"]).Values;
        var origin = (TextColumn)columns["origin"];
        var late = Array.ConvertAll(((BoolColumn)columns["late"]).Values, value => value ? 1L : 0L);
        var key = KeyColumn.Of(origin.Codes, origin.Dictionary);
        var view = new WindowView(
            "origin", EntityEncoder.Encode([key], [key], columns.RowCount, columns.RowCount),
            [.. WindowsSql.Windows.Select(window => (window.Label, window.Micros))],
            [
                new WindowAggregate("late", WindowFunction.Mean, "late", ValueSeries.Of(late)),
                new WindowAggregate("delay", WindowFunction.Mean, "delay", ValueSeries.Of(((LongColumn)columns["delay"]).Values)),
            ]);
        var timeline = Timeline.Of(events, ((TimestampColumn)columns["landed_at"]).Values);
        return new WindowEngine(timeline, events, [view], setting.Threads);
    }

    private static void Check(Setting setting, string ours, string peer)
    {
        using var database = Open(setting, ordered: false);
        using var connection = database.Connect();
        foreach (var (label, _, _) in WindowsSql.Windows)
        {
            foreach (var measure in new[] { "late", "delay" })
            {
                var differing = connection.Scalar<long>(
                    $"""
                     SELECT count(*) FROM {DuckSql.QuoteLiteral(ours)} o FULL JOIN {DuckSql.QuoteLiteral(peer)} p USING (_row_id)
                     WHERE (o.origin_{measure}_{label} IS NULL) <> (p.{measure}_{label} IS NULL)
                        OR abs(o.origin_{measure}_{label} - p.{measure}_{label}) > 1e-9
                     """);
                Agreement.Require($"rows that differ in {measure}_{label}", differing, 0, 0);
            }
        }
    }
}
