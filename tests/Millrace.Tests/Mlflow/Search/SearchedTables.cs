using System.Data.Common;
using Dapper;
using Millrace.ContractSuites;
using Millrace.Embedded.Tables;
using Millrace.Mlflow.Search;
using Millrace.Mlflow.Search.Sql;

namespace Millrace.Tests.Mlflow.Search;

/// <summary>Runs in a small database, laid out as a module would.</summary>
internal sealed class SearchedTables : IDisposable
{
    public static readonly SearchSchema Schema = new()
    {
        Attributes = new Dictionary<string, SearchColumn>
        {
            ["run_id"] = "r.run_id",
            ["run_name"] = new SearchColumn("r.name", IsNullable: true),
            ["user_id"] = new SearchColumn("r.user_id", IsNullable: true),
            ["status"] = "r.status",
            ["artifact_uri"] = "(r.artifact_root || '')",
            ["start_time"] = "r.start_time",
            ["end_time"] = new SearchColumn("r.end_time", IsNullable: true),
        },
        Metrics = new KeyedTable(
            "latest_metrics", "{t}.run_no = r.run_no AND {t}.key_no = (SELECT k.key_no FROM metric_keys k WHERE k.key = {key})", IsNan: "is_nan"),
        Params = new KeyedTable("params", "{t}.run_no = r.run_no AND {t}.key = {key}"),
        Tags = new KeyedTable("tags", "{t}.run_no = r.run_no AND {t}.key = {key}"),
        Datasets = new[] { "name", "digest", "context" }.ToDictionary(
            column => column, column => new KeyedTable($"(SELECT run_no, {column} AS value FROM inputs WHERE {column} IS NOT NULL)", "{t}.run_no = r.run_no")),
    };

    private readonly TempFolder folder = new();
    private readonly SqliteTables tables;

    public SearchedTables(IReadOnlyList<SearchedRun> runs)
    {
        tables = SqliteTables.Open(Path.Combine(folder.Path, "t.db"), TimeProvider.System).Value;
        tables.WriteAsync(transaction => Fill(transaction, runs), default).GetAwaiter().GetResult();
    }

    public async Task<List<int>> FindAsync(SearchQuery query, SearchSchema? schema = null)
    {
        var sql = query.ToSql(schema ?? Schema, tables.Dialect);
        await using var connection = await tables.OpenReadAsync(default);
        var found = await connection.QueryAsync<int>(
            $"SELECT r.run_no FROM runs r{sql.Joins} WHERE r.run_no >= 0 AND {sql.Where} ORDER BY {sql.OrderBy}", new DynamicParameters(sql.Parameters));
        return [.. found];
    }

    public void Dispose()
    {
        tables.Dispose();
        folder.Dispose();
    }

    private static int Fill(DbTransaction transaction, IReadOnlyList<SearchedRun> runs)
    {
        var connection = transaction.Connection!;
        connection.Execute(
            """
            CREATE TABLE runs (run_no BIGINT PRIMARY KEY, run_id TEXT NOT NULL, name TEXT, user_id TEXT, status TEXT NOT NULL,
                artifact_root TEXT NOT NULL, start_time BIGINT NOT NULL, end_time BIGINT);
            CREATE TABLE metric_keys (key_no BIGINT PRIMARY KEY, key TEXT NOT NULL UNIQUE);
            CREATE TABLE latest_metrics (run_no BIGINT, key_no BIGINT, value DOUBLE PRECISION, is_nan INTEGER NOT NULL, PRIMARY KEY (run_no, key_no));
            CREATE TABLE params (run_no BIGINT, key TEXT, value TEXT NOT NULL, PRIMARY KEY (run_no, key));
            CREATE TABLE tags (run_no BIGINT, key TEXT, value TEXT NOT NULL, PRIMARY KEY (run_no, key));
            CREATE TABLE inputs (run_no BIGINT, name TEXT NOT NULL, digest TEXT NOT NULL, context TEXT)
            """,
            transaction: transaction);
        foreach (var run in runs)
        {
            connection.Execute(
                "INSERT INTO runs VALUES (@No, @run_id, @run_name, @user_id, @status, @artifact_uri, @start_time, @end_time)",
                new DynamicParameters(run.Attributes.Append(new("No", run.No))), transaction);
            foreach (var (key, value) in run.Metrics)
            {
                connection.Execute("INSERT INTO metric_keys SELECT COUNT(*), @key FROM metric_keys WHERE TRUE ON CONFLICT DO NOTHING", new { key }, transaction);
                connection.Execute(
                    "INSERT INTO latest_metrics VALUES (@No, (SELECT key_no FROM metric_keys WHERE key = @key), @stored, @isNan)",
                    new { run.No, key, stored = double.IsNaN(value) ? 0 : value, isNan = double.IsNaN(value) ? 1 : 0 }, transaction);
            }

            connection.Execute("INSERT INTO params VALUES (@No, @Key, @Value)", run.Params.Select(pair => new { run.No, pair.Key, pair.Value }), transaction);
            connection.Execute("INSERT INTO tags VALUES (@No, @Key, @Value)", run.Tags.Select(pair => new { run.No, pair.Key, pair.Value }), transaction);
            connection.Execute(
                "INSERT INTO inputs VALUES (@No, @name, @digest, @context)",
                run.Datasets.Select(dataset => new { run.No, name = dataset["name"], digest = dataset["digest"], context = dataset.GetValueOrDefault("context") }),
                transaction);
        }

        return runs.Count;
    }
}
