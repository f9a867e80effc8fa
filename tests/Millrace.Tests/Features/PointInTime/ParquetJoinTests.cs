using Millrace.ContractSuites;
using Millrace.DuckDb;
using Millrace.Features.Contracts;

namespace Millrace.Tests.Features.PointInTime;

public sealed class ParquetJoinTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly DuckDatabase database = DuckDatabase.Open(null, new DuckDbOptions { Threads = 2 });
    private readonly DuckConnection connection;

    public ParquetJoinTests() => connection = database.Connect();

    [Fact]
    public async Task Two_files_are_joined_as_DuckDBs_own_ASOF_joins_them()
    {
        Write("left", "SELECT i AS id, i % 7 AS shop, 'k' || i % 3 AS kind, TIMESTAMP '2020-01-01' + to_minutes(i * 7919 % 50000) AS at_time FROM range(5000) r(i)");
        Write("right", "SELECT (i % 8)::INTEGER AS store, 'k' || i % 3 AS sort, TIMESTAMP '2020-01-01' + to_minutes(i * 13) AS seen, i / 3.0 AS score, i::DECIMAL(9,1) AS exact, 'v' || i AS label FROM range(4000) r(i)");
        var joined = await JoinAsync(createdTime: null, rowId: null, ttl: null);
        Assert.Equal(5000, joined.RowCount);
        var different = connection.Scalar<long>(
            $"""
            SELECT count(*) FROM (
              SELECT l.*, r.score, r.exact, r.label FROM {Sql("left")} l
              ASOF LEFT JOIN {Sql("right")} r ON l.shop = r.store AND l.kind = r.sort AND l.at_time >= r.seen
              EXCEPT SELECT * FROM {Sql("out")})
            """);
        Assert.Equal(0, different);
        Assert.Equal(joined.MatchedCount, connection.Scalar<long>($"SELECT count(label) FROM {Sql("out")}"));
        Assert.Equal("DECIMAL(9,1)", connection.Scalar<string>($"SELECT typeof(exact) FROM {Sql("out")} LIMIT 1"));
        Assert.True(connection.Scalar<bool>($"SELECT bool_and(id = file_row_number) FROM read_parquet('{folder.File("out")}', file_row_number = true)"));
    }

    [Fact]
    public async Task Created_time_row_id_and_ttl_are_honoured_and_rows_without_times_find_nothing()
    {
        Write("left", "SELECT * FROM (VALUES (1, 1, 'k', TIMESTAMP '2020-01-02'), (2, 1, 'k', TIMESTAMP '2020-01-09'), (3, 1, 'k', NULL), (4, NULL, 'k', TIMESTAMP '2020-01-02')) v(id, shop, kind, at_time)");
        Write("right", """
            SELECT store, 'k' AS sort, seen::TIMESTAMP AS seen, known::TIMESTAMP AS known, id, score, 0 AS exact, label
            FROM (VALUES (1, '2020-01-01', '2020-01-01', 1, 1.0, 'a'), (1, '2020-01-01', '2020-01-01', 2, 2.0, 'b'), (1, '2020-01-01', '2020-01-03', 0, 3.0, 'late'),
                         (1, '2020-01-01', NULL, 9, 4.0, 'never'), (1, NULL, '2020-01-01', 9, 5.0, 'timeless')) v(store, seen, known, id, score, label)
            """);
        await JoinAsync("known", "id", TimeSpan.FromDays(5));
        Assert.Equal(
            ["b", null, null, null],
            connection.Rows($"SELECT label FROM {Sql("out")} ORDER BY id").Select(row => (string?)row[0]));
    }

    [Fact]
    public async Task Columns_that_are_not_there_or_there_already_are_refused_all_at_once()
    {
        Write("left", "SELECT 1 AS id, 1 AS shop, 'k' AS kind, TIMESTAMP '2020-01-01' AS at_tme, 1 AS score");
        Write("right", "SELECT 1 AS store, 'k' AS sort, TIMESTAMP '2020-01-01' AS seen, 1.0 AS score, 1 AS exact");
        var joined = await PointInTimeJoin.ParquetAsync(connection, Files(null, null, null), TestContext.Current.CancellationToken);
        Assert.Equal(["features.join-column", "features.join-column", "features.join-column"], joined.Problems.Select(problem => problem.Code));
        Assert.Equal("Did you mean 'at_tme'?", joined.Problems[0].Fix);
    }

    public void Dispose()
    {
        connection.Dispose();
        database.Dispose();
        folder.Dispose();
    }

    private void Write(string name, string sql) => connection.Execute($"COPY ({sql}) TO {DuckSql.QuoteLiteral(folder.File(name))} (FORMAT parquet)");

    private string Sql(string name) => $"read_parquet({DuckSql.QuoteLiteral(folder.File(name))})";

    private PointInTimeFiles Files(string? createdTime, string? rowId, TimeSpan? ttl) => new(
        folder.File("left"), "at_time", folder.File("right"), "seen", createdTime, rowId,
        [new("shop", "store"), new("kind", "sort")], ["score", "exact", "label"], ttl, folder.File("out"));

    private async Task<PointInTimeJoined> JoinAsync(string? createdTime, string? rowId, TimeSpan? ttl) =>
        (await PointInTimeJoin.ParquetAsync(connection, Files(createdTime, rowId, ttl), TestContext.Current.CancellationToken)).Value;
}
