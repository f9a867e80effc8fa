using Millrace.Statistics.Testing;

namespace Millrace.Tests.Statistics.Testing;

public sealed class MeanPowerTests
{
    [Fact]
    public void Sample_sizes_agree_with_statsmodels()
    {
        foreach (var (input, expected) in AbCases.Of("mean_sample_size_t"))
        {
            var (d, plan) = (input.Number("d"), AbCases.Plan(input));
            RecordedValues.AssertClose(expected.Number("n1"), MeanPower.Samples(d, plan).ExactSamples, AbCases.Solved, "t");
            RecordedValues.AssertClose(expected.Number("n1_normal"), MeanPower.Samples(d, plan, MeanMethod.Normal).ExactSamples, AbCases.Solved, "normal");
        }
    }

    [Fact]
    public void Power_agrees_with_statsmodels()
    {
        foreach (var (input, expected) in AbCases.Of("mean_power_t"))
        {
            RecordedValues.AssertClose(
                expected.Number("power"), MeanPower.Power(input.Number("d"), input.Number("n1"), AbCases.Plan(input)), AbCases.Closed, "power");
        }
    }

    [Fact]
    public void The_detectable_effect_agrees_with_statsmodels()
    {
        foreach (var (input, expected) in AbCases.Of("mde_t"))
        {
            var (plan, samples) = (AbCases.Plan(input), input.Number("n1"));
            var effect = MeanPower.DetectableEffect(samples, plan);

            // statsmodels stops its search for an effect within 1e-5; the recorded one has power 0.8000019, this one 0.8.
            Assert.Equal(expected.Number("d"), effect, 1e-5);
            Assert.Equal(plan.Power, MeanPower.Power(effect, samples, plan), 1e-12);
        }
    }

    [Theory]
    [InlineData(Alternative.TwoSided)]
    [InlineData(Alternative.OneSided)]
    public void The_normal_approximation_is_the_closed_form_but_for_the_far_tail(Alternative alternative)
    {
        var plan = new TestPlan { Alternative = alternative };
        var z = alternative == Alternative.TwoSided ? 1.959963984540054 : 1.6448536269514722;
        var closed = 2 * Math.Pow((z + 0.8416212335729143) / 0.05, 2);
        Assert.Equal(
            1, MeanPower.Samples(0.05, plan, MeanMethod.Normal).ExactSamples / closed, alternative == Alternative.TwoSided ? 3e-6 : 1e-12);
    }

    [Fact]
    public void A_twentieth_of_a_deviation_takes_6280_per_arm_by_the_normal_approximation() =>
        Assert.Equal(6_280, MeanPower.Samples(0.05, new(), MeanMethod.Normal).SamplesPerArm);

    [Fact]
    public void The_sign_of_the_effect_does_not_matter() =>
        Assert.Equal(MeanPower.Samples(0.3, new()), MeanPower.Samples(-0.3, new()));

    [Fact]
    public void A_huge_effect_still_needs_some_units() =>
        Assert.InRange(MeanPower.Samples(50, new()).SamplesPerArm, 2, 3);

    [Fact]
    public void Bad_numbers_are_refused()
    {
        Assert.Throws<ArgumentException>(() => MeanPower.Samples(0, new()));
        Assert.Throws<ArgumentException>(() => MeanPower.Power(0.3, 1, new()));
        Assert.Throws<ArgumentException>(() => MeanPower.Power(double.NaN, 10, new()));
    }
}
