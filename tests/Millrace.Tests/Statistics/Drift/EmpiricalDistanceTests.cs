using FsCheck;
using FsCheck.Fluent;
using Millrace.Statistics.Drift;

namespace Millrace.Tests.Statistics.Drift;

public sealed class EmpiricalDistanceTests
{
    private static readonly Arbitrary<int[]> Numbers = Gen.Choose(-20, 20).ArrayOf().Where(a => a.Length > 0).ToArbitrary();

    public static TheoryData<string> Cases => DriftCases.Numeric;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Distances_and_p_agree_with_scipy(string name)
    {
        var (recorded, reference, current) = DriftCases.Load(name);
        var distance = EmpiricalDistance.Between(reference, current);
        RecordedValues.AssertClose(recorded.Number("ks_stat"), distance.KolmogorovSmirnov, 1e-9, "ks");
        RecordedValues.AssertClose(recorded.Number("ks_p_auto"), distance.PValue, 1e-9, "p");
        RecordedValues.AssertClose(recorded.Number("wasserstein"), distance.Wasserstein, 1e-9, "wasserstein");
        Assert.Equal(name != "large", distance.IsExact);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_normalised_distance_divides_by_the_reference_or_the_floor(string name)
    {
        var (recorded, reference, current) = DriftCases.Load(name);
        RecordedValues.AssertClose(
            recorded.Number("wasserstein") / Math.Max(recorded.Number("std_ref"), 0.001),
            EmpiricalDistance.Between(reference, current).OverSigma(reference), 1e-9, "over sigma");
    }

    [Fact]
    public void Large_samples_of_unequal_size_agree_with_scipy_given_its_ranks()
    {
        foreach (var test in RecordedValues.Json("scipy-tails.json")["ks_2samp"]!.AsArray().Where(t => t!["ranksOfA"] is not null))
        {
            var a = test!.Array<double>("ranksOfA");
            var b = Enumerable.Range(0, (int)(test!.Number("n") + test!.Number("m"))).Select(r => (double)r).Except(a).ToArray();
            var distance = EmpiricalDistance.Between(SortedSample.Of(a), SortedSample.Of(b));
            RecordedValues.AssertClose(test!.Number("statistic"), distance.KolmogorovSmirnov, 1e-9, "ks");
            RecordedValues.AssertClose(test!.Number("p"), distance.PValue, 1e-9, "p");
        }
    }

    [Fact]
    public void A_sample_has_no_distance_from_itself_and_distance_is_the_same_both_ways() =>
        Prop.ForAll(Numbers, Numbers, (a, b) =>
        {
            var (x, y) = (Sample(a), Sample(b));
            var itself = EmpiricalDistance.Between(x, x);
            var (forth, back) = (EmpiricalDistance.Between(x, y), EmpiricalDistance.Between(y, x));
            return itself is { KolmogorovSmirnov: 0, Wasserstein: 0, PValue: 1 }
                && Math.Abs(forth.Wasserstein - back.Wasserstein) < 1e-12
                && Math.Abs(forth.PValue - back.PValue) < 1e-12
                && forth.KolmogorovSmirnov == back.KolmogorovSmirnov;
        }).Holds();

    [Fact]
    public void Distances_are_those_of_the_distribution_functions() =>
        Prop.ForAll(Numbers, Numbers, (a, b) =>
        {
            double Gap(int at) => Math.Abs(((double)a.Count(v => v <= at) / a.Length) - ((double)b.Count(v => v <= at) / b.Length));
            var gaps = Enumerable.Range(-20, 41).Select(Gap).ToArray();
            var distance = EmpiricalDistance.Between(Sample(a), Sample(b));
            return Math.Abs(gaps.Max() - distance.KolmogorovSmirnov) < 1e-12 && Math.Abs(gaps.Sum() - distance.Wasserstein) < 1e-9;
        }).Holds();

    [Fact]
    public void An_empty_side_is_refused() =>
        Assert.Throws<ArgumentException>(() => EmpiricalDistance.Between(SortedSample.Of([double.NaN]), SortedSample.Of([1.0])));

    private static SortedSample Sample(int[] values) => SortedSample.Of(Array.ConvertAll(values, v => (double)v));
}
