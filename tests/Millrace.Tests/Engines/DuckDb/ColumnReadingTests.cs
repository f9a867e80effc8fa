using Millrace.DuckDb;

namespace Millrace.Tests.Engines.DuckDb;

public sealed class ColumnReadingTests : IDisposable
{
    private readonly DuckDatabase _database = DuckDatabase.Open(null, new DuckDbOptions { Threads = 2 });
    private readonly DuckConnection _connection;

    public ColumnReadingTests() => _connection = _database.Connect();

    [Fact]
    public void Every_row_of_a_long_result_is_in_its_place()
    {
        var set = _connection.ReadColumns(
            """
            SELECT i, i::INTEGER AS n, i / 2 AS d, (i / 4)::FLOAT AS f, i % 2 = 0 AS b,
                   make_timestamp(i * 1000) AS t, 'name ' || (i % 1000) AS s
            FROM range(200000) t(i)
            """);

        Assert.Equal(200000, set.RowCount);
        Assert.Equal(Enumerable.Range(0, 200000).Select(i => (long)i), ((LongColumn)set["i"]).Values);
        Assert.Equal(Enumerable.Range(0, 200000), ((IntColumn)set["n"]).Values);
        Assert.Equal(Enumerable.Range(0, 200000).Select(i => i / 2.0), ((DoubleColumn)set["d"]).Values);
        Assert.Equal(Enumerable.Range(0, 200000).Select(i => i / 4f), ((FloatColumn)set["f"]).Values);
        Assert.Equal(Enumerable.Range(0, 200000).Select(i => i % 2 == 0), ((BoolColumn)set["b"]).Values);
        Assert.Equal(Enumerable.Range(0, 200000).Select(i => i * 1000L), ((TimestampColumn)set["t"]).Values);
        var texts = (TextColumn)set["s"];
        Assert.Equal(1000, texts.Dictionary.Length);
        Assert.Equal(Enumerable.Range(0, 200000).Select(i => $"name {i % 1000}"), texts.Codes.Select(c => texts.Dictionary[c]));
        Assert.All(set, column => Assert.Null(column.Validity));
    }

    [Fact]
    public void Nulls_stand_in_the_bitmap_and_numbers_show_them_as_NaN()
    {
        // Filtering makes chunks of uneven length, so that their bits do not start at a word.
        var set = _connection.ReadColumns(
            """
            SELECT i, CASE WHEN i % 5 <> 0 AND i > 9000 THEN i END AS n,
                   CASE WHEN i % 3 <> 0 THEN i / 2 END AS d, CASE WHEN i % 7 <> 0 THEN 'x' || (i % 10) END AS s
            FROM range(50000) t(i) WHERE i % 11 <> 3
            """);
        var source = ((LongColumn)set["i"]).Values;
        var doubles = ((DoubleColumn)set["d"]).Values;
        for (var row = 0; row < source.Length; row++)
        {
            var i = source[row];
            Assert.Equal(i % 5 == 0 || i <= 9000, set["n"].IsNull(row));
            Assert.Equal(i % 3 == 0, set["d"].IsNull(row));
            Assert.Equal(i % 3 == 0, double.IsNaN(doubles[row]));
            Assert.Equal(i % 7 == 0 ? null : $"x{i % 10}", ((TextColumn)set["s"])[row]);
        }

        Assert.Equal(source.Count(i => i % 5 == 0 || i <= 9000), set["n"].CountNulls());
        Assert.Equal(source.Count(i => i % 5 == 0 || i <= 9000), set["n"].ToDoubles().Count(double.IsNaN));
    }

    [Fact]
    public void Narrow_and_wide_types_become_the_nearest_array()
    {
        var set = _connection.ReadColumns(
            """
            SELECT (-3)::TINYINT AS a, 65535::USMALLINT AS b, 4294967295::UINTEGER AS c, 7::UBIGINT AS d,
                   170141183460469231731687303715884105727::HUGEINT AS e, 12.345::DECIMAL(9,3) AS f,
                   DATE '1970-01-03' AS g, TIMESTAMP_S '1970-01-01 00:00:02' AS h, TIMESTAMP_NS '1970-01-01 00:00:00.000005' AS i,
                   'infinity'::DATE AS j, 'y'::ENUM('x', 'y') AS k, (-1.5)::DECIMAL(38,1) AS l
            """);

        Assert.Equal([-3], ((IntColumn)set["a"]).Values);
        Assert.Equal([65535], ((IntColumn)set["b"]).Values);
        Assert.Equal([4294967295], ((LongColumn)set["c"]).Values);
        Assert.Equal([7], ((LongColumn)set["d"]).Values);
        Assert.Equal([1.7014118346046923e38], ((DoubleColumn)set["e"]).Values);
        Assert.Equal([12.345], ((DoubleColumn)set["f"]).Values);
        Assert.Equal([2 * 86_400_000_000L], ((TimestampColumn)set["g"]).Values);
        Assert.Equal([2_000_000], ((TimestampColumn)set["h"]).Values);
        Assert.Equal([5], ((TimestampColumn)set["i"]).Values);
        Assert.Equal([long.MaxValue], ((TimestampColumn)set["j"]).Values);
        Assert.Equal("y", ((TextColumn)set["k"])[0]);
        Assert.Equal([-1.5], ((DoubleColumn)set["l"]).Values);
        Assert.Equal("DECIMAL(9,3)", set.SourceTypes[5].Sql);
    }

    [Fact]
    public void A_number_too_large_for_its_array_is_refused()
    {
        var e = Assert.Throws<DuckDbException>(() => _connection.ReadColumns("SELECT 18446744073709551615::UBIGINT"));
        Assert.Equal(DuckErrorKind.OutOfRange, e.Kind);
    }

    [Fact]
    public void A_list_column_is_refused_with_its_name()
    {
        var e = Assert.Throws<DuckDbException>(() => _connection.ReadColumns("SELECT [1] AS tags"));
        Assert.Contains("'tags' is a INTEGER[]", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_result_has_empty_arrays()
    {
        var set = _connection.ReadColumns("SELECT 1::DOUBLE AS a, 'x' AS b WHERE false");

        Assert.Equal(0, set.RowCount);
        Assert.Empty(((DoubleColumn)set["a"]).Values);
        Assert.Empty(((TextColumn)set["b"]).Dictionary);
    }

    [Fact]
    public void A_missing_column_names_those_there_are()
    {
        var set = _connection.ReadColumns("SELECT 1 AS a, 2 AS b");

        var e = Assert.Throws<KeyNotFoundException>(() => set["c"]);
        Assert.Contains("the query has: a, b", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_distinct_texts_keep_apart()
    {
        var texts = (TextColumn)_connection.ReadColumns(
            "SELECT CASE WHEN i % 2 = 0 THEN i::VARCHAR ELSE repeat('ü', 5 + i % 20) || i END AS s FROM range(200000) t(i)")["s"];

        Assert.Equal(200000, texts.Dictionary.Distinct().Count());
        Assert.Equal("199998", texts[199998]);
        Assert.Equal(new string('ü', 24) + "199999", texts[199999]);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }
}
