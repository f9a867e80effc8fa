using Millrace.DuckDb;

namespace Millrace.Tests.Engines.DuckDb;

public sealed class DuckResultTests : IDisposable
{
    private readonly DuckDatabase _database = DuckDatabase.Open(null, new DuckDbOptions { Threads = 2 });
    private readonly DuckConnection _connection;

    public DuckResultTests() => _connection = _database.Connect();

    [Fact]
    public void An_empty_result_has_names_and_types_and_no_chunk()
    {
        using var result = _connection.Query("SELECT 1 AS a, 'x' AS b WHERE false");

        Assert.Equal(["a", "b"], result.ColumnNames);
        Assert.Null(result.NextChunk());
        Assert.Null(result.NextChunk());
    }

    [Fact]
    public void Rows_over_many_chunks_arrive_in_order_with_their_nulls()
    {
        using var result = _connection.Query(
            "SELECT i, CASE WHEN i % 7 = 0 THEN NULL ELSE 'text number ' || i END FROM range(100000) t(i)");
        long row = 0;
        while (result.NextChunk() is { } chunk)
        {
            var numbers = chunk.Column(0).Span<long>();
            var texts = chunk.Column(1);
            for (var i = 0; i < chunk.RowCount; i++, row++)
            {
                Assert.Equal(row, numbers[i]);
                Assert.Equal(row % 7 == 0 ? null : $"text number {row}", texts.GetString(i));
            }
        }

        Assert.Equal(100000, row);
    }

    [Fact]
    public void A_span_of_the_wrong_width_is_refused()
    {
        using var result = _connection.Query("SELECT 1::INTEGER");

        var e = Assert.Throws<InvalidOperationException>(() => result.NextChunk()!.Column(0).Span<long>().Length);
        Assert.Contains("INTEGER takes 4 bytes", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_midway_is_thrown_and_not_taken_for_the_end()
    {
        using var result = _connection.Query(
            "SELECT CASE WHEN i = 900000 THEN error('rotten row') ELSE i END FROM range(1000000) t(i)");

        var e = Assert.Throws<DuckDbException>(() => Count(result));
        Assert.Contains("rotten row", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_cut_off_by_another_statement_is_an_error_and_not_an_end()
    {
        using var result = _connection.Query("SELECT i FROM range(10000000) t(i)");
        Assert.NotNull(result.NextChunk());
        _connection.Execute("SELECT 1");

        Assert.Throws<DuckDbException>(() => Count(result));
    }

    [Fact]
    public void Cancelling_ends_a_running_statement()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.ThrowsAny<OperationCanceledException>(() => _connection.Execute(
            "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 7", source.Token));
        Assert.Equal(1, _connection.Scalar<int>("SELECT 1"));
    }

    [Fact]
    public void Cancelling_ends_a_stream()
    {
        using var source = new CancellationTokenSource();
        using var result = _connection.Query("SELECT i FROM range(100000000000) t(i)", source.Token);
        Assert.NotNull(result.NextChunk());
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => Count(result));
    }

    [Fact]
    public async Task A_statement_runs_beside_the_caller()
    {
        await _connection.ExecuteAsync("CREATE TABLE t AS SELECT 1 AS a", TestContext.Current.CancellationToken);

        Assert.Equal(1, _connection.Scalar<int>("SELECT a FROM t"));
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    private static long Count(DuckResult result)
    {
        long count = 0;
        while (result.NextChunk() is { } chunk)
        {
            count += chunk.RowCount;
        }

        return count;
    }
}
