using Millrace.DuckDb;

namespace Millrace.Tests.Engines.DuckDb;

public sealed class LockDownTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("millrace-duckdb-tests-").FullName;
    private readonly DuckDatabase _database = DuckDatabase.Open();
    private readonly DuckConnection _connection;

    public LockDownTests()
    {
        _connection = _database.Connect();
        File.WriteAllText(Path.Combine(_folder, "a.csv"), "x\n1\n");
    }

    [Theory]
    [InlineData("SELECT * FROM read_csv({0})")]
    [InlineData("SELECT * FROM read_text('/etc/passwd')")]
    [InlineData("COPY (SELECT 1) TO {0}")]
    [InlineData("ATTACH {0} AS other")]
    [InlineData("INSTALL httpfs")]
    public void A_locked_down_database_refuses_files_and_extensions(string sql)
    {
        _database.LockDown();

        var e = Assert.Throws<DuckDbException>(() => _connection.Execute(
            sql.Replace("{0}", DuckSql.QuoteLiteral(Path.Combine(_folder, "a.csv")), StringComparison.Ordinal)));
        Assert.True(e.Kind is DuckErrorKind.Permission or DuckErrorKind.InvalidInput, e.Message);
    }

    [Theory]
    [InlineData("SET enable_external_access = true")]
    [InlineData("SET lock_configuration = false")]
    [InlineData("SET memory_limit = '1GB'")]
    public void A_locked_down_database_keeps_its_settings(string sql)
    {
        _database.LockDown();

        Assert.Throws<DuckDbException>(() => _connection.Execute(sql));
    }

    [Fact]
    public void Allowed_folders_stay_open()
    {
        _database.LockDown(_folder);

        Assert.Equal(1, _connection.Scalar<long>($"SELECT x FROM read_csv({DuckSql.QuoteLiteral(Path.Combine(_folder, "a.csv"))})"));
        Assert.Throws<DuckDbException>(() => _connection.Execute("SELECT * FROM read_text('/etc/passwd')"));
    }

    [Fact]
    public void Arrays_and_new_connections_work_after_the_lock_down()
    {
        _database.LockDown();
        using var connection = _database.Connect();
        using var arrays = connection.RegisterArrays("arrays", new LongColumn("x", [1, 2, 3]));

        Assert.Equal(6, connection.Scalar<long>("SELECT sum(x) FROM arrays"));
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
