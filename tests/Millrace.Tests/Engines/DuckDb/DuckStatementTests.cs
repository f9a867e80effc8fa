using Millrace.DuckDb;

namespace Millrace.Tests.Engines.DuckDb;

public sealed class DuckStatementTests : IDisposable
{
    private readonly DuckDatabase _database = DuckDatabase.Open();
    private readonly DuckConnection _connection;

    public DuckStatementTests() => _connection = _database.Connect();

    [Fact]
    public void Bound_values_come_back_as_they_were()
    {
        var time = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc).AddMicroseconds(789);
        using var statement = _connection.Prepare("SELECT $1, $2, $3, $4, $5, $6, $7, $8");
        statement.Bind(1, true).Bind(2, 7).Bind(3, -9000000000L).Bind(4, double.PositiveInfinity)
            .Bind(5, "it's a \0 duck 🦆 of more than twelve bytes").Bind(6, time).BindNull(7).Bind(8, [1, 0, 2]);

        using var result = statement.Query();
        var row = result.NextChunk()!;

        Assert.Equal(true, row.Column(0).GetValue(0));
        Assert.Equal(7, row.Column(1).GetValue(0));
        Assert.Equal(-9000000000L, row.Column(2).GetValue(0));
        Assert.Equal(double.PositiveInfinity, row.Column(3).GetValue(0));
        Assert.Equal("it's a \0 duck 🦆 of more than twelve bytes", row.Column(4).GetValue(0));
        Assert.Equal(time, row.Column(5).GetValue(0));
        Assert.True(row.Column(6).IsNull(0));
        Assert.Equal(new byte[] { 1, 0, 2 }, row.Column(7).GetValue(0));
    }

    [Fact]
    public void A_statement_runs_again_with_new_values()
    {
        _connection.Execute("CREATE TABLE t (a INTEGER, b VARCHAR)");
        using var insert = _connection.Prepare("INSERT INTO t VALUES (?, ?)");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(1, insert.Bind(1, i).Bind(2, i == 1 ? null : "").Execute());
        }

        Assert.Equal(2, _connection.Scalar<int>("SELECT a FROM t WHERE a = ? AND b = ''", 2));
        Assert.Equal(1, _connection.Scalar<long>("SELECT count(*) FROM t WHERE b IS NULL"));
    }

    [Fact]
    public void A_time_before_1970_keeps_its_microseconds()
    {
        var time = new DateTime(1969, 12, 31, 23, 59, 59, DateTimeKind.Utc).AddTicks(9999999);

        Assert.Equal(time.AddTicks(-9), _connection.Scalar<DateTime>("SELECT ?", time));
    }

    [Fact]
    public void A_parameter_that_does_not_exist_is_refused_with_the_count()
    {
        using var statement = _connection.Prepare("SELECT ?");

        var e = Assert.Throws<ArgumentOutOfRangeException>(() => statement.Bind(2, 1));
        Assert.Contains("has 1 parameters", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_without_a_value_is_an_error()
    {
        using var statement = _connection.Prepare("SELECT ?::INTEGER");

        Assert.Throws<DuckDbException>(() => statement.Execute());
    }

    [Fact]
    public void A_statement_tells_its_columns_before_it_runs()
    {
        using var statement = _connection.Prepare("SELECT 1 AS a, 'x' AS \"b c\"");

        Assert.Equal(["a", "b c"], statement.ColumnNames);
        Assert.Equal(["INTEGER", "VARCHAR"], statement.ColumnTypes.Select(t => t.Sql));
    }

    [Fact]
    public void Two_statements_cannot_be_prepared_as_one() =>
        Assert.Throws<DuckDbException>(() => _connection.Prepare("SELECT 1; SELECT 2"));

    [Fact]
    public void SQL_with_a_zero_character_is_refused_rather_than_cut_short() =>
        Assert.Throws<ArgumentException>(() => _connection.Execute("SELECT 1 -- \0 DROP"));

    [Fact]
    public void A_scalar_that_is_null_needs_a_nullable_type()
    {
        Assert.Null(_connection.Scalar<long?>("SELECT NULL"));
        Assert.Null(_connection.Scalar<string?>("SELECT 'a' WHERE false"));
        Assert.Throws<DuckDbException>(() => _connection.Scalar<long>("SELECT NULL"));
        Assert.Throws<InvalidCastException>(() => _connection.Scalar<long>("SELECT '12'"));
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }
}
