using FsCheck;
using FsCheck.Fluent;
using Millrace.Statistics.Drift;

namespace Millrace.Tests.Statistics.Drift;

public sealed class DivergenceTests
{
    private static readonly Arbitrary<(long Reference, long Current)[]> Cells =
        (from r in Gen.Choose(0, 9) from c in Gen.Choose(0, 9) select ((long)r, (long)c)).ArrayOf()
        .Where(cells => cells.Any(x => x.Item1 > 0) && cells.Any(x => x.Item2 > 0)).ToArbitrary();

    public static TheoryData<string> Cases => DriftCases.Categorical;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Divergences_of_categories_agree_with_the_shared_values(string name)
    {
        var recorded = DriftCases.All["categorical"]![name]!;
        var (reference, current) = (recorded.Array<long>("ref_counts"), recorded.Array<long>("cur_counts"));
        RecordedValues.AssertClose(recorded.Number("psi"), Divergence.Psi(reference, current), 1e-9, "psi");
        RecordedValues.AssertClose(recorded.Number("js"), Divergence.JensenShannonBase2(reference, current), 1e-9, "js");
    }

    [Fact]
    public void Jensen_shannon_lies_between_0_and_root_ln_2_and_is_symmetric() =>
        Prop.ForAll(Cells, cells =>
        {
            var (r, c) = (Array.ConvertAll(cells, x => x.Reference), Array.ConvertAll(cells, x => x.Current));
            var distance = Divergence.JensenShannon(r, c);
            return distance >= 0 && distance <= Math.Sqrt(Math.Log(2)) + 1e-12
                && Math.Abs(distance - Divergence.JensenShannon(c, r)) < 1e-9
                && Divergence.JensenShannon(r, r) == 0;
        }).Holds();

    [Fact]
    public void Psi_is_never_negative_and_0_for_equal_shares() =>
        Prop.ForAll(Cells, cells =>
        {
            var (r, c) = (Array.ConvertAll(cells, x => x.Reference), Array.ConvertAll(cells, x => x.Current));
            return Divergence.Psi(r, c) >= 0 && Math.Abs(Divergence.Psi(r, Array.ConvertAll(r, x => 3 * x))) < 1e-12;
        }).Holds();

    [Fact]
    public void Nothing_in_common_is_the_largest_distance() =>
        Assert.Equal(1, Divergence.JensenShannonBase2([5, 0], [0, 2]), 1e-12);

    [Theory]
    [InlineData(new long[] { 1 }, new long[] { 1, 2 })]
    [InlineData(new long[] { 1, -1 }, new long[] { 1, 2 })]
    [InlineData(new long[] { 0, 0 }, new long[] { 1, 2 })]
    public void Cells_that_do_not_match_or_an_empty_side_are_refused(long[] reference, long[] current) =>
        Assert.Throws<ArgumentException>(() => Divergence.Psi(reference, current));
}
