using Millrace.DuckDb;

namespace Millrace.Tests.Engines.DuckDb;

public sealed class DuckTypesTests : IDisposable
{
    private readonly DuckDatabase _database = DuckDatabase.Open();
    private readonly DuckConnection _connection;

    public DuckTypesTests() => _connection = _database.Connect();

    public static TheoryData<string, object?, string> Values => new()
    {
        { "true", true, "BOOLEAN" },
        { "(-8)::TINYINT", (sbyte)-8, "TINYINT" },
        { "(-16)::SMALLINT", (short)-16, "SMALLINT" },
        { "42", 42, "INTEGER" },
        { "-9000000000", -9000000000L, "BIGINT" },
        { "255::UTINYINT", (byte)255, "UTINYINT" },
        { "18446744073709551615::UBIGINT", ulong.MaxValue, "UBIGINT" },
        { "5::HUGEINT", 5L, "HUGEINT" },
        { "1.5::FLOAT", 1.5f, "FLOAT" },
        { "'NaN'::DOUBLE", double.NaN, "DOUBLE" },
        { "1234567.890::DECIMAL(18,3)", 1234567.890m, "DECIMAL(18,3)" },
        { "(-0.01)::DECIMAL(4,2)", -0.01m, "DECIMAL(4,2)" },
        { "12345678901234567890.5::DECIMAL(30,1)", 12345678901234567890.5m, "DECIMAL(30,1)" },
        { "'twelve bytes'", "twelve bytes", "VARCHAR" },
        { "'thirteen bytes'", "thirteen bytes", "VARCHAR" },
        { "'naïve 🦆 Straße, longer than twelve'", "naïve 🦆 Straße, longer than twelve", "VARCHAR" },
        { "''", "", "VARCHAR" },
        { "TIMESTAMP '2001-06-30 23:59:59.123456'", Utc(2001, 6, 30).AddTicks(863991234560), "TIMESTAMP" },
        { "TIMESTAMPTZ '2001-07-01 02:00:00+02'", Utc(2001, 7, 1), "TIMESTAMP WITH TIME ZONE" },
        { "TIMESTAMP_S '1969-12-31 23:59:59'", Utc(1969, 12, 31).AddSeconds(86399), "TIMESTAMP_S" },
        { "TIMESTAMP_MS '2001-01-01'", Utc(2001, 1, 1), "TIMESTAMP_MS" },
        { "TIMESTAMP_NS '2001-01-01 00:00:00.0000001'", Utc(2001, 1, 1).AddTicks(1), "TIMESTAMP_NS" },
        { "DATE '0001-01-01'", new DateOnly(1, 1, 1), "DATE" },
        { "DATE '9999-12-31'", new DateOnly(9999, 12, 31), "DATE" },
        { "TIME '12:34:56.5'", new TimeOnly(12, 34, 56, 500), "TIME" },
        { "'infinity'::TIMESTAMP", DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc), "TIMESTAMP" },
        { "INTERVAL '1 month 2 days 3 seconds'", new DuckInterval(1, 2, 3000000), "INTERVAL" },
        { "'00112233-4455-6677-8899-aabbccddeeff'::UUID", new Guid("00112233-4455-6677-8899-aabbccddeeff"), "UUID" },
        { "'b'::ENUM('a', 'b')", "b", "ENUM('a', 'b')" },
        { "'{\"a\":1}'::JSON", "{\"a\":1}", "JSON" },
        { "NULL::BIGINT", null, "BIGINT" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_arrives_with_its_net_type_and_its_sql_type(string sql, object? value, string type)
    {
        var rows = _connection.Rows($"SELECT {sql}");

        Assert.Equal(value, rows[0][0]);
        Assert.Equal(value?.GetType(), rows[0][0]?.GetType());
        Assert.Equal(type, rows.ColumnTypes[0].Sql);
    }

    [Fact]
    public void A_hugeint_too_large_for_64_bits_arrives_as_Int128() =>
        Assert.Equal((Int128)long.MaxValue + 1, _connection.Scalar<Int128>("SELECT 9223372036854775808::HUGEINT"));

    [Fact]
    public void Lists_structs_and_maps_nest()
    {
        var row = _connection.Rows(
            "SELECT [1, NULL, 3], [['a'], []], {'x': 1, 'y': ['deep enough to be long']}, MAP {'k': 2}, [1, 2]::INTEGER[2]")[0];

        Assert.Equal([1, null, 3], (object?[])row[0]!);
        Assert.Equal(["a"], (object?[])((object?[])row[1]!)[0]!);
        Assert.Empty((object?[])((object?[])row[1]!)[1]!);
        var fields = (Dictionary<string, object?>)row[2]!;
        Assert.Equal(1, fields["x"]);
        Assert.Equal(["deep enough to be long"], (object?[])fields["y"]!);
        Assert.Equal([new("k", 2)], (KeyValuePair<object, object?>[])row[3]!);
        Assert.Equal([1, 2], (object?[])row[4]!);
    }

    [Fact]
    public void Nested_types_are_written_as_SQL_writes_them()
    {
        var types = _connection.Rows("SELECT [1.5], {'x y': 1, 'z': [1]}, MAP {'k': 2}, [1, 2]::INTEGER[2]").ColumnTypes;

        Assert.Equal(
            ["DECIMAL(2,1)[]", "STRUCT(\"x y\" INTEGER, \"z\" INTEGER[])", "MAP(VARCHAR, INTEGER)", "INTEGER[2]"],
            types.Select(t => t.Sql));
        Assert.All(types, t => _connection.Execute($"SELECT NULL::{t.Sql}"));
    }

    [Fact]
    public void A_blob_arrives_as_bytes() =>
        Assert.Equal([0, 255, 39], _connection.Scalar<byte[]>("SELECT '\\x00\\xFF\\x27'::BLOB"));

    [Fact]
    public void Bits_are_refused_with_the_way_out()
    {
        var e = Assert.Throws<NotSupportedException>(() => _connection.Rows("SELECT '101'::BIT"));
        Assert.Contains("CAST(… AS VARCHAR)", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_beyond_the_year_9999_is_out_of_range()
    {
        var e = Assert.Throws<DuckDbException>(() => _connection.Rows("SELECT TIMESTAMP '12000-01-01'"));
        Assert.Equal(DuckErrorKind.OutOfRange, e.Kind);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    private static DateTime Utc(int year, int month, int day) => new(year, month, day, 0, 0, 0, DateTimeKind.Utc);
}
