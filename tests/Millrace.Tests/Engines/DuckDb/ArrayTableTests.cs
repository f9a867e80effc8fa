using Millrace.DuckDb;

namespace Millrace.Tests.Engines.DuckDb;

public sealed class ArrayTableTests : IDisposable
{
    // Not a multiple of the chunk, so that the last one is ragged.
    private const int RowCount = 100_003;

    private readonly string _folder = Directory.CreateTempSubdirectory("millrace-duckdb-tests-").FullName;
    private readonly DuckDatabase _database = DuckDatabase.Open(null, new DuckDbOptions { Threads = 2 });
    private readonly DuckConnection _connection;

    public ArrayTableTests() => _connection = _database.Connect();

    [Fact]
    public void Arrays_written_to_Parquet_read_back_equal()
    {
        var columns = AllKinds();
        var file = DuckSql.QuoteLiteral(Path.Combine(_folder, "x.parquet"));
        using var arrays = _connection.RegisterArrays("arrays", columns);
        _connection.Execute($"COPY arrays TO {file} (FORMAT parquet)");

        AssertSame(columns, _connection.ReadColumns($"SELECT * FROM {file}"));
    }

    [Fact]
    public void Arrays_appended_to_a_table_read_back_equal()
    {
        var columns = AllKinds();
        _connection.Execute($"CREATE TABLE t ({string.Join(", ", columns.Select(c => $"{c.Name} {c.SqlType}"))})");
        using (var appender = _connection.Append("t"))
        {
            appender.Append(columns);
            appender.Complete();
        }

        AssertSame(columns, _connection.ReadColumns("SELECT * FROM t"));
    }

    [Fact]
    public void Only_the_columns_asked_for_are_read()
    {
        using var arrays = _connection.RegisterArrays("arrays", AllKinds());

        Assert.Equal(RowCount, _connection.Scalar<long>("SELECT count(*) FROM arrays"));
        var set = _connection.ReadColumns("SELECT text, l FROM arrays WHERE l >= 100000");
        Assert.Equal([100000, 100001, 100002], ((LongColumn)set["l"]).Values);
        Assert.Equal("longer than twelve ü 2", ((TextColumn)set["text"])[2]);
    }

    [Fact]
    public void NaN_stays_NaN_unless_it_is_to_be_NULL()
    {
        using var arrays = _connection.RegisterArrays(
            "arrays",
            new DoubleColumn("kept", [1, double.NaN, 3]),
            new DoubleColumn("gone", [1, double.NaN, 3], isNaNNull: true),
            new FloatColumn("neither", [1, float.NaN, 3], DuckColumn.ValidityOf([true, false, false]), isNaNNull: true));

        var row = _connection.Rows("SELECT count(kept), count(gone), count(neither), count_if(isnan(kept)) FROM arrays")[0];
        Assert.Equal([3L, 2L, 1L, 1L], row);
    }

    [Fact]
    public void All_threads_together_read_each_row_once()
    {
        var values = Enumerable.Range(0, 1_000_000).Select(i => (long)i).ToArray();
        using var arrays = _connection.RegisterArrays("arrays", new LongColumn("x", values));

        var row = _connection.Rows("SELECT sum(x), count(DISTINCT x), min(x), max(x) FROM arrays")[0];
        Assert.Equal([499_999_500_000L, 1_000_000L, 0L, 999_999L], row);
    }

    [Fact]
    public void Disposing_takes_the_name_and_the_arrays_away()
    {
        var arrays = _connection.RegisterArrays("arrays", new LongColumn("x", [1]));
        using var statement = _connection.Prepare("SELECT x FROM arrays");
        arrays.Dispose();

        Assert.Equal(DuckErrorKind.Catalog, Assert.Throws<DuckDbException>(() => _connection.Execute("SELECT * FROM arrays")).Kind);
        Assert.Throws<DuckDbException>(() => statement.Execute());
    }

    [Fact]
    public void Disposing_while_a_stream_is_open_leaves_its_texts_readable()
    {
        var texts = Enumerable.Range(0, 20_000).Select(i => $"a text of some length, number {i}").ToArray();
        var arrays = _connection.RegisterArrays("arrays", TextColumn.Of("s", texts));
        using var other = _database.Connect();
        using var result = _connection.Query("SELECT s FROM arrays");
        var chunk = result.NextChunk();
        _database.Arrays.Remove(1);

        var row = 0;
        for (; chunk is not null; chunk = result.NextChunk())
        {
            for (var i = 0; i < chunk.RowCount; i++, row++)
            {
                Assert.Equal(texts[row], chunk.Column(0).GetString(i));
            }
        }

        Assert.Equal(texts.Length, row);
        arrays.Dispose();
    }

    [Fact]
    public void Arrays_registered_on_one_connection_are_unknown_to_another()
    {
        using var arrays = _connection.RegisterArrays("arrays", new LongColumn("x", [1]));
        using var other = _database.Connect();

        Assert.Throws<DuckDbException>(() => other.Execute("SELECT * FROM arrays"));
    }

    [Fact]
    public void A_code_outside_its_dictionary_fails_the_query()
    {
        using var arrays = _connection.RegisterArrays("arrays", new TextColumn("s", [0, 1], ["a"]));

        var e = Assert.Throws<DuckDbException>(() => _connection.Rows("SELECT * FROM arrays"));
        Assert.Contains("row 1: code 1 is outside its dictionary of 1", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_of_different_length_are_refused()
    {
        var e = Assert.Throws<ArgumentException>(() => _connection.RegisterArrays(
            "arrays", new LongColumn("x", [1]), new LongColumn("y", [1, 2])));
        Assert.Contains("'x' has 1 rows and 'y' has 2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_an_appender_that_was_not_completed_are_dropped()
    {
        _connection.Execute("CREATE TABLE t (x BIGINT)");
        using (var appender = _connection.Append("t"))
        {
            appender.Append(new LongColumn("x", [1, 2, 3]));
        }

        Assert.Equal(0, _connection.Scalar<long>("SELECT count(*) FROM t"));
    }

    [Fact]
    public void An_appender_reports_a_missing_table_and_a_broken_constraint()
    {
        Assert.Equal(DuckErrorKind.Catalog, Assert.Throws<DuckDbException>(() => _connection.Append("nowhere")).Kind);

        _connection.Execute("CREATE TABLE t (x BIGINT PRIMARY KEY)");
        using var appender = _connection.Append("t");
        appender.Append(new LongColumn("x", [1, 1]));
        Assert.Equal(DuckErrorKind.Constraint, Assert.Throws<DuckDbException>(appender.Complete).Kind);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static DuckColumn[] AllKinds()
    {
        var rows = Enumerable.Range(0, RowCount).ToArray();
        var validity = DuckColumn.ValidityOf(rows.Select(i => i % 13 == 0).ToArray());
        return
        [
            new LongColumn("l", [.. rows.Select(i => (long)i)]),
            new IntColumn("i", [.. rows.Select(i => i % 13 == 0 ? 0 : -i)], validity),
            new DoubleColumn("d", [.. rows.Select(i => i % 5 == 0 ? double.NaN : i / 7.0)], isNaNNull: true),
            new FloatColumn("f", [.. rows.Select(i => i % 13 == 0 ? float.NaN : i / 3f)], validity),
            new BoolColumn("b", [.. rows.Select(i => i % 3 == 0 && i % 13 != 0)], validity),
            new TimestampColumn("t", [.. rows.Select(i => (i - 50_000) * 1_000_003L)]),
            TextColumn.Of("text", [.. rows.Select(i => i % 11 == 0 ? null : i % 2 == 0 ? $"longer than twelve ü {i % 500}" : $"short {i % 12}")]),
        ];
    }

    private static void AssertSame(DuckColumn[] expected, ColumnSet actual)
    {
        Assert.Equal(expected.Select(c => c.SqlType), actual.SourceTypes.Select(t => t.Sql));
        foreach (var (one, other) in expected.Zip(actual))
        {
            Assert.Equal(Nulls(one), Nulls(other));
            if (one is TextColumn texts)
            {
                Assert.Equal(Enumerable.Range(0, RowCount).Select(row => texts[row]), Enumerable.Range(0, RowCount).Select(row => ((TextColumn)other)[row]));
            }
            else
            {
                Assert.Equal(one.ToDoubles(), other.ToDoubles());
            }
        }
    }

    private static bool[] Nulls(DuckColumn column) => [.. Enumerable.Range(0, column.RowCount).Select(column.IsNull)];
}
