using Millrace.DuckDb;

namespace Millrace.Tests.Engines.DuckDb;

public sealed class ComputedBlocksTests : IDisposable
{
    private const int RowCount = 10_007;

    private readonly DuckDatabase database = DuckDatabase.Open(null, new DuckDbOptions { Threads = 2 });
    private readonly DuckConnection connection;

    public ComputedBlocksTests() => connection = database.Connect();

    [Fact]
    public void Computed_columns_stand_beside_arrays_in_order_with_NaN_as_NULL()
    {
        var starts = new List<int>();
        var blocks = Blocks(start =>
        {
            starts.Add(start);
            return [.. new[] { 1, 10 }.Select(factor => Block(start, factor))];
        });
        using var table = connection.RegisterArrays("t", [new LongColumn("id", [.. Enumerable.Range(0, RowCount).Select(i => (long)i)]), .. blocks.Columns]);
        var read = connection.ReadColumns("SELECT id, b, a FROM t");
        Assert.Equal([0, 4096, 8192], starts);
        for (var row = 0; row < RowCount; row++)
        {
            Assert.Equal(row, ((LongColumn)read["id"]).Values[row]);
            Assert.Equal(row % 7 == 0, read["a"].IsNull(row));
            Assert.True(row % 7 == 0 || ((DoubleColumn)read["b"]).Values[row] == 10.0 * row);
        }
    }

    [Fact]
    public void A_second_reading_is_refused()
    {
        var blocks = Blocks(start => [Block(start, 1), Block(start, 1)]);
        using var table = connection.RegisterArrays("t", blocks.Columns);
        Assert.Equal(RowCount, connection.Scalar<long>("SELECT count(coalesce(a, 0)) FROM t"));
        var refused = Assert.Throws<DuckDbException>(() => connection.Scalar<long>("SELECT count(a) FROM t"));
        Assert.Contains("can be read once", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_while_computing_ends_the_query_with_its_message()
    {
        var blocks = Blocks(start => start == 0 ? [Block(0, 1), Block(0, 1)] : throw new InvalidOperationException("no more blocks"));
        using var table = connection.RegisterArrays("t", blocks.Columns);
        var failed = Assert.Throws<DuckDbException>(() => connection.Scalar<double>("SELECT sum(a) FROM t"));
        Assert.Contains("no more blocks", failed.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        connection.Dispose();
        database.Dispose();
    }

    private static ComputedBlocks Blocks(Func<int, double[][]> next) => new(["a", "b"], RowCount, 4096, next);

    private static double[] Block(int start, int factor) =>
        [.. Enumerable.Range(start, 4096).Select(row => row % 7 == 0 ? double.NaN : (double)row * factor)];
}
