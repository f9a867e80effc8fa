using Millrace.DuckDb;

namespace Millrace.Tests.Engines.DuckDb;

public sealed class DuckDatabaseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("millrace-duckdb-tests-").FullName;

    [Fact]
    public void A_file_keeps_its_tables_and_a_read_only_opening_cannot_change_them()
    {
        var file = Path.Combine(_folder, "a.db");
        using (var database = DuckDatabase.Open(file))
        using (var connection = database.Connect())
        {
            connection.Execute("CREATE TABLE t AS SELECT 42 AS a");
        }

        using var again = DuckDatabase.Open(file, new DuckDbOptions { ReadOnly = true });
        using var reader = again.Connect();
        Assert.Equal(42, reader.Scalar<int>("SELECT a FROM t"));
        Assert.Throws<DuckDbException>(() => reader.Execute("INSERT INTO t VALUES (1)"));
        using var arrays = reader.RegisterArrays("arrays", new LongColumn("x", [1, 2]));
        Assert.Equal(2, reader.Scalar<long>("SELECT count(*) FROM arrays"));
    }

    [Fact]
    public void Options_reach_DuckDB()
    {
        using var database = DuckDatabase.Open(null, new DuckDbOptions
        {
            MemoryLimitBytes = 256 << 20,
            Threads = 1,
            TempDirectory = _folder,
            PreserveInsertionOrder = false,
        });
        using var connection = database.Connect();
        string Setting(string name) => connection.Scalar<string>("SELECT current_setting(?)::VARCHAR", name);

        Assert.Equal("256.0 MiB", Setting("memory_limit"));
        Assert.Equal("1", Setting("threads"));
        Assert.Equal("false", Setting("preserve_insertion_order"));
        Assert.StartsWith(_folder, Setting("temp_directory"), StringComparison.Ordinal);
        Assert.Equal("false", Setting("autoinstall_known_extensions"));
        Assert.Equal("false", Setting("autoload_known_extensions"));
        Assert.Equal("UTC", Setting("TimeZone"));
    }

    [Fact]
    public void Spilling_leaves_nothing_behind()
    {
        using (var database = DuckDatabase.Open(null, new DuckDbOptions
        {
            MemoryLimitBytes = 64 << 20,
            Threads = 1,
            TempDirectory = _folder,
        }))
        using (var connection = database.Connect())
        {
            connection.Execute("CREATE TEMP TABLE t AS SELECT i, hash(i) AS h FROM range(3000000) r(i) ORDER BY h");
            Assert.NotEmpty(Directory.GetFileSystemEntries(_folder));
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void The_engine_is_the_pinned_one() => Assert.Equal("v1.5.6", DuckDatabase.EngineVersion);

    [Fact]
    public void A_closed_connection_says_so()
    {
        using var database = DuckDatabase.Open();
        var connection = database.Connect();
        connection.Dispose();

        Assert.Throws<ObjectDisposedException>(() => connection.Execute("SELECT 1"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
