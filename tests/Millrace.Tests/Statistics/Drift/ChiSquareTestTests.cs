using System.Text.Json;
using Millrace.Statistics.Drift;

namespace Millrace.Tests.Statistics.Drift;

public sealed class ChiSquareTestTests
{
    public static TheoryData<string> Cases => DriftCases.Categorical;

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_contingency_test_agrees_with_scipy(string name)
    {
        var recorded = DriftCases.All["categorical"]![name]!;
        var (reference, current) = (recorded.Array<long>("ref_counts"), recorded.Array<long>("cur_counts"));
        var test = ChiSquareTest.TwoSample(reference, current);
        RecordedValues.AssertClose(recorded.Number("chi2"), test.Statistic, 1e-9, "chi2");
        RecordedValues.AssertClose(recorded.Number("p"), test.PValue, 1e-9, "p");
        RecordedValues.AssertClose(recorded.Number("cramers_v"), test.CramersV(reference.Sum() + current.Sum()), 1e-9, "v");
        Assert.Equal((int)recorded.Number("dof"), test.DegreesOfFreedom);
    }

    [Fact]
    public void Yates_correction_agrees_with_scipy()
    {
        var recorded = DriftCases.All["categorical"]!["two_by_two"]!;
        var test = ChiSquareTest.TwoSample(recorded.Array<long>("ref_counts"), recorded.Array<long>("cur_counts"), yates: true);
        RecordedValues.AssertClose(recorded.Number("chi2_yates"), test.Statistic, 1e-9, "chi2");
        RecordedValues.AssertClose(recorded.Number("p_yates"), test.PValue, 1e-9, "p");
    }

    [Fact]
    public void Tails_agree_with_scipy()
    {
        var shared = RecordedValues.Json("drift-statistics.json")["special"]!["chi2_sf"].Deserialize<double[][]>()!;
        var recorded = RecordedValues.Json("scipy-tails.json")["chi2_sf"].Deserialize<double[][]>()!;
        Assert.All(
            shared.Concat(recorded),
            tail => RecordedValues.AssertClose(tail[2], ChiSquareTest.UpperTail(tail[0], (int)tail[1]), 1e-9, $"{tail[0]}, {tail[1]}"));
    }

    [Fact]
    public void One_common_category_leaves_nothing_to_test() =>
        Assert.Equal(new(0, 0, 1), ChiSquareTest.TwoSample([5, 0], [9, 0]));

    [Theory]
    [InlineData(9.0, 1.0)]
    [InlineData(0.9, 0.1)]
    public void Goodness_of_fit_takes_weights_of_any_scale(double first, double second)
    {
        var test = ChiSquareTest.GoodnessOfFit([9050, 950], [first, second]);
        RecordedValues.AssertClose(2.7777777777777777, test.Statistic, 1e-9, "chi2");
        RecordedValues.AssertClose(0.09558070454562936, test.PValue, 1e-9, "p");
    }

    [Fact]
    public void A_weight_of_0_is_refused() =>
        Assert.Throws<ArgumentException>(() => ChiSquareTest.GoodnessOfFit([1, 2], [1, 0]));
}
