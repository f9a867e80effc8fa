using Millrace.Statistics.Testing;

namespace Millrace.Tests.Statistics.Testing;

public sealed class MeanTestTests
{
    [Fact]
    public void Welchs_test_agrees_with_scipy()
    {
        foreach (var (input, expected) in AbCases.Of("mean_compare"))
        {
            var a = MeanSample.Of(RecordedValues.Column(Path.GetFileName((string)input["a"]!)));
            var b = MeanSample.Of(RecordedValues.Column(Path.GetFileName((string)input["b"]!)));
            RecordedValues.AssertClose(expected.Number("mean_a"), a.Mean, AbCases.Closed, "mean");
            RecordedValues.AssertClose(expected.Number("var_b"), b.Variance, AbCases.Closed, "variance");
            var test = MeanTest.Welch(a, b, input.Number("alpha"))!;
            RecordedValues.AssertClose(expected.Number("welch_t"), test.T, AbCases.Closed, "t");
            RecordedValues.AssertClose(expected.Number("welch_p"), test.PValue, AbCases.Closed, "p");
            RecordedValues.AssertClose(expected.Number("welch_df"), test.DegreesOfFreedom, AbCases.Closed, "df");
            AbCases.AssertInterval(expected, "welch_ci", test.Interval);
        }
    }

    [Fact]
    public void Arms_that_do_not_vary_have_no_test() => Assert.Null(MeanTest.Welch(new(10, 1, 0), new(10, 2, 0)));

    [Fact]
    public void A_value_that_is_not_finite_is_refused_with_its_index()
    {
        var error = Assert.Throws<ArgumentException>(() => MeanSample.Of([1, double.NaN]));
        Assert.Contains("values[1]", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => MeanSample.Of([1]));
    }
}
