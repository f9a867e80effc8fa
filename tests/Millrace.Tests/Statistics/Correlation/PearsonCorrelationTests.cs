using FsCheck;
using FsCheck.Fluent;
using Millrace.Statistics.Correlation;

namespace Millrace.Tests.Statistics.Correlation;

public sealed class PearsonCorrelationTests
{
    [Fact]
    public void A_known_correlation_comes_out_and_missing_rows_are_left_out() =>
        Assert.Equal(0.6, PearsonCorrelation.Between([1, 2, double.NaN, 3, 4, 9], [2, 1, 7, 4, 3, double.NaN])!.Value, 1e-12);

    [Fact]
    public void It_does_not_change_with_scale_and_offset_and_turns_with_sign() =>
        Prop.ForAll(Gen.Choose(-50, 50).ToArbitrary(), ArbMap.Default.ArbFor<int>(), (offset, seed) =>
        {
            var random = new Random(seed);
            var x = Enumerable.Range(0, 30).Select(_ => random.NextDouble()).ToArray();
            var y = Array.ConvertAll(x, v => v + random.NextDouble());
            var r = PearsonCorrelation.Between(x, y)!.Value;
            return Math.Abs(PearsonCorrelation.Between(x, Array.ConvertAll(y, v => (-3 * v) + offset))!.Value + r) < 1e-9
                && Math.Abs(PearsonCorrelation.Between(y, x)!.Value - r) < 1e-12;
        }).Holds();

    [Fact]
    public void A_column_that_does_not_vary_has_no_correlation()
    {
        var matrix = PearsonCorrelation.Matrix([new[] { 1.0, 2, 3 }, new[] { 5.0, 5, 5 }, new[] { 3.0, 2, 1 }]);
        Assert.Null(matrix[0, 1]);
        Assert.Null(matrix[1, 1]);
        Assert.Equal((1, -1), (matrix[2, 2], matrix[0, 2]));
    }

    [Fact]
    public void Lengths_that_differ_are_refused() =>
        Assert.Throws<ArgumentException>(() => PearsonCorrelation.Between([1, 2], [1]));
}
