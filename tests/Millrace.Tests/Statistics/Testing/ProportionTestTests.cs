using Millrace.Statistics.Testing;

namespace Millrace.Tests.Statistics.Testing;

public sealed class ProportionTestTests
{
    [Fact]
    public void The_z_test_and_newcombes_interval_agree_with_statsmodels()
    {
        foreach (var (input, expected) in AbCases.Of("prop_compare"))
        {
            var treatment = new ProportionSample((long)input.Number("c1"), (long)input.Number("n1"));
            var control = new ProportionSample((long)input.Number("c2"), (long)input.Number("n2"));
            var test = ProportionTest.Compare(control, treatment, input.Number("alpha"));
            RecordedValues.AssertClose(expected.Number("z_pooled"), test.Z, AbCases.Closed, "z");
            RecordedValues.AssertClose(expected.Number("p_pooled"), test.PValue, AbCases.Closed, "p");
            AbCases.AssertInterval(expected, "ci_diff_newcomb", test.Interval);
        }
    }

    [Fact]
    public void Wilsons_interval_agrees_with_statsmodels()
    {
        foreach (var (input, expected) in AbCases.Of("prop_ci"))
        {
            AbCases.AssertInterval(expected, "wilson", new ProportionSample((long)input.Number("count"), (long)input.Number("n")).Wilson(input.Number("alpha")));
        }
    }

    [Fact]
    public void Without_a_single_success_there_is_no_z_but_an_interval()
    {
        var test = ProportionTest.Compare(new(0, 50), new(0, 60));
        Assert.Null(test.Z);
        Assert.Null(test.PValue);
        Assert.False(test.Interval.ExcludesZero);
    }

    [Fact]
    public void More_successes_than_units_are_refused() => Assert.Throws<ArgumentException>(() => new ProportionSample(3, 2));
}
