using Millrace.Data.Contracts;
using Millrace.Data.Profiling;
using Millrace.DuckDb;

namespace Millrace.Tests.Data.Profiling;

public sealed class DatasetProfilerTests
{
    [Fact]
    public void Numbers_are_counted_measured_and_binned()
    {
        var column = Profile("SELECT unnest([1, 2, 3, 4, NULL]) AS n", new DatasetColumn("n", "integer"));

        Assert.Equal((1, 4, "1", "4"), (column.NullCount, column.DistinctCount, column.Min, column.Max));
        Assert.Equal(2.5, column.Mean);
        Assert.Equal(Math.Sqrt(5.0 / 3), column.StandardDeviation!.Value, 12);
        Assert.Equal(2, column.Quantiles.Single(quantile => quantile.Key == 0.5).Value);
        Assert.Equal([1.0, 2, 3, 4, 5], column.Histogram!.Edges);
        Assert.Equal([1L, 1, 1, 1], column.Histogram.Counts);
    }

    [Fact]
    public void What_is_not_finite_does_not_spoil_the_moments()
    {
        var column = Profile("SELECT unnest([1.0, 3.0, 'nan'::DOUBLE, 'inf'::DOUBLE]) AS x", new DatasetColumn("x", "double"));

        Assert.Equal(2, column.Mean);
        Assert.Equal(2, column.Histogram!.Counts.Sum());
    }

    [Fact]
    public void A_column_without_values_has_no_moments()
    {
        var column = Profile("SELECT NULL::DOUBLE AS x FROM range(3)", new DatasetColumn("x", "double"));

        Assert.Equal((3, 0, null, null), (column.NullCount, column.DistinctCount, column.Min, column.Mean));
        Assert.Empty(column.Quantiles);
        Assert.Null(column.Histogram);
    }

    [Fact]
    public void Texts_and_booleans_show_their_most_frequent_values()
    {
        var text = Profile("SELECT unnest(['b', 'a', 'Ω', 'b', NULL]) AS s", new DatasetColumn("s", "varchar"));
        var flag = Profile("SELECT unnest([true, true, false, NULL]) AS b", new DatasetColumn("b", "boolean"));

        Assert.Equal([new("b", 2), new("a", 1), new("Ω", 1)], text.TopValues);
        Assert.Equal([new("true", 2), new("false", 1)], flag.TopValues);
        Assert.Equal(2.0 / 3, flag.Mean);
    }

    [Fact]
    public void The_same_rows_give_the_same_profile_on_one_thread_and_on_two()
    {
        const string sql = "SELECT sin(range) * 1e6 AS x, cos(range * 3) AS y FROM range(400000)";
        IReadOnlyList<DatasetColumn> columns = [new("x", "double"), new("y", "double")];

        var two = new DatasetProfiler(new DuckDbOptions { Threads = 2 }, $"({sql})", []).Run(columns, CancellationToken.None);
        var one = new DatasetProfiler(new DuckDbOptions { Threads = 1 }, $"({sql})", []).Run(columns, CancellationToken.None);

        Assert.Equal(Millrace.Kernel.Digests.Digest.OfJson(one), Millrace.Kernel.Digests.Digest.OfJson(two));
    }

    private static ColumnProfile Profile(string sql, DatasetColumn column) =>
        new DatasetProfiler(new DuckDbOptions { Threads = 1 }, $"({sql})", []).Run([column], CancellationToken.None).Columns[0];
}
