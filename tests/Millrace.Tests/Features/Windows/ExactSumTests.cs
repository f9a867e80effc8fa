using Millrace.Features.Windows;

namespace Millrace.Tests.Features.Windows;

public sealed class ExactSumTests
{
    [Theory]
    [InlineData(10, 1)]
    [InlineData(61, 2)]
    [InlineData(95, 3)]
    [InlineData(124, 4)]
    public void What_is_split_and_added_in_any_order_is_joined_again(int bits, int limbCount)
    {
        var sum = ExactSum.For(firstSlot: 1, bits, rowCount: 1000);
        Assert.Equal(limbCount, sum.LimbCount);
        var random = new Random(bits);
        var (counters, row) = (new long[1 + limbCount], new long[1 + limbCount]);
        var total = System.Numerics.BigInteger.Zero;
        for (var i = 0; i < 1000; i++)
        {
            var value = (Int128)((((UInt128)(ulong)random.NextInt64() << 64) | (ulong)random.NextInt64()) >> (127 - bits)) * (random.Next(2) == 0 ? 1 : -1);
            total += value;
            sum.Split(value, row);
            for (var slot = 1; slot < counters.Length; slot++)
            {
                counters[slot] += row[slot];
            }
        }

        var (high, low) = sum.JoinWide(counters);
        Assert.Equal(total, ((System.Numerics.BigInteger)high << 64) + low);
        if (bits <= ExactSum.MaxBits)
        {
            Assert.Equal(total, sum.Join(counters));
        }
    }

    [Fact]
    public void Sums_of_decimal_fractions_do_not_depend_on_what_came_and_went()
    {
        double[] values = [0.1, 1e12, 0.2, -1e12, 0.3];
        var series = ValueSeries.Of(values);
        var grid = ExactGrid.For(series, ExactSum.MaxBits - 1);
        var total = (Int128)0;
        for (var row = 0; row < values.Length; row++)
        {
            total += grid.At(series, row);
        }

        Assert.Equal(0.6, Math.ScaleB((double)total, grid.Exponent), 1e-15);
    }

    [Fact]
    public void A_deviation_of_nearly_equal_large_values_does_not_cancel_away()
    {
        double[] values = [1e9 + 1, 1e9 + 2, 1e9 + 3];
        WindowAggregate[] aggregates = [new("s", WindowFunction.Std, "x", ValueSeries.Of(values))];
        var view = new WindowView("v", new EntityCodes(1, new int[3], new int[1]), [("w", 10)], aggregates);
        Assert.Equal(1.0, new WindowEngine(Timeline.Of([1, 2, 3], null), [5], [view], 1).AnswerAll()[0][0], 1e-15);
    }
}
