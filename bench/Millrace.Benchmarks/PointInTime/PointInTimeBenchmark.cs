using Millrace.Benchmarks.Measuring;
using Millrace.DuckDb;
using Millrace.Features.Contracts;

namespace Millrace.Benchmarks.PointInTime;

/// <summary>Events joined to the feature rows last known at their instant.</summary>
internal sealed class PointInTimeBenchmark : IBenchmark
{
    private const long MemoryBytes = 4L << 30;
    private const double LeastRatio = 1 / 1.1;

    public string Name => "point-in-time";

    public string Title => "Point-in-time join, Parquet to Parquet, against DuckDB's ASOF JOIN by hand";

    public async Task<IReadOnlyList<Figure>> RunAsync(Setting setting, CancellationToken ct)
    {
        var (events, hours) = (setting.Size(1_000_000, 100_000), setting.Size(4_240, 424));
        var sql = new PointInTimeSql(setting.File("events.parquet"), setting.File("features.parquet"));
        foreach (var statement in sql.Make(events, hours))
        {
            await RunAsync(setting, statement, ct);
        }

        var size = $"{events:N0} events × {hours * PointInTimeSql.StationCount:N0} hourly rows";
        var (mine, theirs) = (setting.File("ours.parquet"), setting.File("peer.parquet"));
        var simple = Peer("ASOF JOIN on event time", setting, sql.EventTime(theirs));
        var both = Peer("ASOF JOIN, both clocks", setting, sql.TwoClocks(theirs));
        await CheckAsync(setting, sql, null, sql.EventTime(theirs), (mine, theirs), ct);
        await CheckAsync(setting, sql, "known_at", sql.TwoClocks(theirs), (mine, theirs), ct);
        var target = new Target(Metric.Seconds, Math.Round(LeastRatio, 3));
        Match[] matches =
        [
            new($"point-in-time join, event time, {size}", [Metric.Seconds], Ours("event time", setting, sql, null, mine), [simple]) { Targets = [target] },
            new($"point-in-time join, both clocks, {size}", [Metric.Seconds], Ours("both clocks", setting, sql, "known_at", mine), [both, simple with { Name = $"{simple.Name} (sees the future)" }])
            {
                Targets = [target with { Peer = both }],
            },
        ];
        var figures = new List<Figure>();
        foreach (var match in matches)
        {
            figures.AddRange(await match.RunAsync(setting, ct));
        }

        return figures;
    }

    private static Contestant Ours(string name, Setting setting, PointInTimeSql sql, string? created, string output) =>
        Contestant.TimedAsync(name, ct => JoinAsync(setting, sql, created, output, ct));

    private static Contestant Peer(string name, Setting setting, string sql) =>
        Contestant.TimedAsync($"DuckDB {DuckDatabase.EngineVersion}, {name}, in any order", ct => RunAsync(setting, sql, ct));

    private static async Task JoinAsync(Setting setting, PointInTimeSql sql, string? created, string output, CancellationToken ct)
    {
        using var database = Open(setting, ordered: true);
        using var connection = database.Connect();
        var files = new PointInTimeFiles(
            sql.Events, "moment", sql.Features, "hour", created, null, [new("station", "station")], PointInTimeSql.Columns, null, output);
        var joined = await PointInTimeJoin.ParquetAsync(connection, files, ct);
        if (!joined.IsOk)
        {
            throw new InvalidOperationException(joined.Problem.What);
        }
    }

    // The peer need not keep the order of the events, which lets it write on all threads.
    private static async Task RunAsync(Setting setting, string sql, CancellationToken ct)
    {
        using var database = Open(setting, ordered: false);
        using var connection = database.Connect();
        await connection.ExecuteAsync(sql, ct);
    }

    private static DuckDatabase Open(Setting setting, bool ordered) => DuckDatabase.Open(null, new DuckDbOptions
    {
        Threads = setting.Threads,
        MemoryLimitBytes = MemoryBytes,
        TempDirectory = setting.File("spill"),
        PreserveInsertionOrder = ordered,
    });

    private static async Task CheckAsync(
        Setting setting, PointInTimeSql sql, string? created, string peer, (string Ours, string Peer) files, CancellationToken ct)
    {
        await JoinAsync(setting, sql, created, files.Ours, ct);
        await RunAsync(setting, peer, ct);
        using var database = Open(setting, ordered: false);
        using var connection = database.Connect();
        var differs = string.Join(" OR ", PointInTimeSql.Columns.Select(column => $"o.{column} IS DISTINCT FROM p.{column}"));
        var differing = connection.Scalar<long>(
            $"SELECT count(*) FROM {DuckSql.QuoteLiteral(files.Ours)} o FULL JOIN {DuckSql.QuoteLiteral(files.Peer)} p USING (event_id) WHERE {differs}");
        Agreement.Require("events that differ", differing, 0, 0);
    }
}
