using Millrace.Statistics.Testing;

namespace Millrace.Tests.Statistics.Testing;

public sealed class SampleRatioTests
{
    [Fact]
    public void The_test_agrees_with_scipy()
    {
        foreach (var (input, expected) in AbCases.Of("srm"))
        {
            var ratio = SampleRatio.Check(input.Array<long>("observed"), input.Array<double>("weights"));
            RecordedValues.AssertClose(expected.Number("chi2"), ratio.Test.Statistic, AbCases.Closed, "chi2");
            RecordedValues.AssertClose(expected.Number("p"), ratio.Test.PValue, AbCases.Closed, "p");
            Assert.Equal(expected["srm_at_0_001"]!.GetValue<bool>(), ratio.IsMismatch);
        }
    }

    [Fact]
    public void Three_arms_of_equal_weight_with_one_too_large_are_a_mismatch()
    {
        var ratio = SampleRatio.Check([166_080, 171_180, 166_300], [1, 1, 1]);
        Assert.Equal(99.04, ratio.Test.Statistic, 0.005);
        Assert.True(ratio.IsMismatch);
    }
}
