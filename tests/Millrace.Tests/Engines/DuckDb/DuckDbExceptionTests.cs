using Millrace.DuckDb;

namespace Millrace.Tests.Engines.DuckDb;

public sealed class DuckDbExceptionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("millrace-duckdb-tests-").FullName;
    private readonly DuckDatabase _database = DuckDatabase.Open(null, new DuckDbOptions { Threads = 1 });
    private readonly DuckConnection _connection;

    public DuckDbExceptionTests() => _connection = _database.Connect();

    [Theory]
    [InlineData("SELEC 1", DuckErrorKind.Parser)]
    [InlineData("SELECT nothing", DuckErrorKind.Binder)]
    [InlineData("SELECT * FROM nowhere", DuckErrorKind.Catalog)]
    [InlineData("SELECT 'abc'::INTEGER", DuckErrorKind.Conversion)]
    [InlineData("SELECT 2147483647::INTEGER + 1::INTEGER", DuckErrorKind.OutOfRange)]
    [InlineData("SELECT * FROM read_parquet('/nowhere/at/all.parquet')", DuckErrorKind.IO)]
    [InlineData("CREATE TABLE t (a INTEGER NOT NULL); INSERT INTO t VALUES (NULL)", DuckErrorKind.Constraint)]
    public void The_sort_of_failure_is_known_whether_run_at_once_or_prepared(string sql, DuckErrorKind kind)
    {
        Assert.Equal(kind, Assert.Throws<DuckDbException>(() => _connection.Execute(sql)).Kind);
        if (!sql.Contains(';', StringComparison.Ordinal))
        {
            Assert.Equal(kind, Assert.Throws<DuckDbException>(() => _connection.Rows(sql)).Kind);
        }
    }

    [Fact]
    public void Broken_SQL_is_told_from_broken_data()
    {
        Assert.True(Assert.Throws<DuckDbException>(() => _connection.Execute("SELEC 1")).IsSqlFault);
        Assert.False(Assert.Throws<DuckDbException>(() => _connection.Execute("SELECT 'x'::INTEGER")).IsSqlFault);
    }

    [Fact]
    public void A_truncated_Parquet_file_is_an_error_that_names_it()
    {
        var file = Path.Combine(_folder, "cut.parquet");
        _connection.Execute($"COPY (SELECT * FROM range(100000)) TO {DuckSql.QuoteLiteral(file)} (FORMAT parquet)");
        var bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);

        var e = Assert.Throws<DuckDbException>(() => _connection.ReadColumns($"SELECT * FROM {DuckSql.QuoteLiteral(file)}"));
        Assert.Equal(DuckErrorKind.InvalidInput, e.Kind);
        Assert.Contains("cut.parquet", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ragged_CSV_file_is_an_error_that_names_the_line()
    {
        var file = Path.Combine(_folder, "ragged.csv");
        File.WriteAllText(file, "a,b\n1,2\n3,4,5\n6,7\n");

        var e = Assert.Throws<DuckDbException>(() => _connection.ReadColumns(
            $"SELECT * FROM read_csv({DuckSql.QuoteLiteral(file)}, auto_detect = false, header = true, columns = {{'a': 'BIGINT', 'b': 'BIGINT'}})"));
        Assert.Contains("Line: 3", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_recognised()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no /dev/full to stand for a full disk.");

        var e = Assert.Throws<DuckDbException>(() => _connection.Execute(
            "COPY (SELECT * FROM range(1000000)) TO '/dev/full' (FORMAT csv, USE_TMP_FILE false)"));
        Assert.True(e.IsDiskFull, $"{e.Kind}: {e.Message}");
    }

    [Fact]
    public void Memory_beyond_the_limit_and_the_room_to_spill_is_recognised()
    {
        using var small = DuckDatabase.Open(null, new DuckDbOptions
        {
            MemoryLimitBytes = 64 << 20,
            Threads = 1,
            TempDirectory = _folder,
        });
        using var connection = small.Connect();
        connection.Execute("SET max_temp_directory_size = '1MB'");

        var e = Assert.Throws<DuckDbException>(() => connection.Execute(
            "CREATE TABLE t AS SELECT i, hash(i) AS h FROM range(20000000) r(i) ORDER BY h"));
        Assert.Equal(DuckErrorKind.OutOfMemory, e.Kind);
        Assert.True(e.IsDiskFull, e.Message);
    }

    [Fact]
    public void A_file_that_is_no_database_does_not_open()
    {
        var file = Path.Combine(_folder, "no.db");
        File.WriteAllText(file, new string('x', 20_000));

        Assert.Equal(DuckErrorKind.IO, Assert.Throws<DuckDbException>(() => DuckDatabase.Open(file)).Kind);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
