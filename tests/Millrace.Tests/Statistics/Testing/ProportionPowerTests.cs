using FsCheck;
using FsCheck.Fluent;
using Millrace.Statistics.Testing;

namespace Millrace.Tests.Statistics.Testing;

public sealed class ProportionPowerTests
{
    private static readonly TestPlan Defaults = new();

    [Fact]
    public void The_arcsine_sample_size_agrees_with_statsmodels()
    {
        foreach (var (input, expected) in AbCases.Of("prop_sample_size_arcsine"))
        {
            var size = ProportionPower.Samples(input.Number("p1"), input.Number("p2"), AbCases.Plan(input), ProportionMethod.Arcsine);
            RecordedValues.AssertClose(expected.Number("n1"), size.ExactSamples, AbCases.Solved, "n1");
        }
    }

    [Fact]
    public void The_pooled_sample_size_agrees_with_statsmodels()
    {
        foreach (var (input, expected) in AbCases.Of("prop_sample_size_pooled_onetail"))
        {
            // Group 1 of statsmodels is the one with the higher proportion.
            var (p1, p2) = (input.Number("p_control") + input.Number("diff"), input.Number("p_control"));
            var plan = AbCases.Plan(input);
            RecordedValues.AssertClose(expected.Number("n1_two_sided"), ProportionPower.Samples(p1, p2, plan).ExactSamples, AbCases.Closed, "two-sided");
            RecordedValues.AssertClose(
                expected.Number("n1"), ProportionPower.Samples(p1, p2, plan with { Alternative = Alternative.OneSided }).ExactSamples,
                AbCases.Closed, "one-sided");
        }
    }

    [Fact]
    public void Power_agrees_with_statsmodels()
    {
        foreach (var (input, expected) in AbCases.Of("prop_power"))
        {
            var (p1, p2, n) = (input.Number("p1"), input.Number("p2"), input.Number("n1"));
            RecordedValues.AssertClose(expected.Number("power"), ProportionPower.Power(p1, p2, n, AbCases.Plan(input)), AbCases.Closed, "pooled");
            RecordedValues.AssertClose(
                expected.Number("power_arcsine"), ProportionPower.Power(p1, p2, n, AbCases.Plan(input), ProportionMethod.Arcsine),
                AbCases.Closed, "arcsine");
        }
    }

    [Theory]
    [InlineData(ProportionMethod.Pooled, 14_751)]
    [InlineData(ProportionMethod.Unpooled, 14_749)]
    [InlineData(ProportionMethod.Arcsine, 14_745)]
    public void From_10_to_11_percent_takes_this_many_per_arm(ProportionMethod method, long expected) =>
        Assert.Equal(expected, ProportionPower.Samples(0.10, 0.11, Defaults, method).SamplesPerArm);

    [Fact]
    public void The_treatment_gets_its_ratio()
    {
        var size = ProportionPower.Samples(0.10, 0.11, Defaults with { Ratio = 0.5 });
        Assert.Equal((long)Math.Ceiling(size.ExactSamples / 2), size.SamplesTreatment);
        Assert.True(size.SamplesControl > 14_751);
    }

    [Fact]
    public void The_detectable_rise_needs_the_sample_size_it_came_from() =>
        Prop.ForAll(Gen.Choose(2, 60).ToArbitrary(), Gen.Choose(1, 30).ToArbitrary(), (baseline, rise) =>
        {
            var (p1, p2) = (baseline / 100.0, (baseline + rise) / 100.0);
            var samples = ProportionPower.Samples(p1, p2, Defaults, ProportionMethod.Arcsine).ExactSamples;
            var detectable = ProportionPower.DetectableRise(p1, samples, Defaults, ProportionMethod.Arcsine);
            return Math.Abs(detectable!.Value - (p2 - p1)) < 1e-9;
        }).Holds(50);

    [Fact]
    public void Too_few_units_detect_no_rise() => Assert.Null(ProportionPower.DetectableRise(0.5, 2, Defaults));

    [Fact]
    public void Bad_numbers_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ProportionPower.Samples(0.1, 0.1, Defaults));
        Assert.Throws<ArgumentException>(() => ProportionPower.Samples(0, 0.1, Defaults));
        Assert.Throws<ArgumentException>(() => ProportionPower.Samples(0.1, 0.2, Defaults with { Power = 0.04 }));
        Assert.Throws<ArgumentException>(() => ProportionPower.Samples(0.1, 0.2, Defaults with { Ratio = 0 }));
        Assert.Throws<ArgumentException>(() => ProportionPower.Power(0.1, 0.2, double.NaN, Defaults));
    }
}
