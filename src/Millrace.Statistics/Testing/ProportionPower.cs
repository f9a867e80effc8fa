using Millrace.Statistics.Distributions;

namespace Millrace.Statistics.Testing;

/// <summary>How the variance of a difference of proportions is taken.</summary>
public enum ProportionMethod
{
    /// <summary>Pooled under the null, apart under the alternative: what the pooled z test needs. The default.</summary>
    Pooled,

    /// <summary>Apart under both.</summary>
    Unpooled,

    /// <summary>Cohen's h = 2 asin √p₁ − 2 asin √p₂ with variance 1 (statsmodels' <c>NormalIndPower</c>).</summary>
    Arcsine,
}

/// <summary>Power, sample size and detectable effect of a test of two proportions. p₁ is that of group 1, whose units the
/// sample size counts (the control); group 2 has <see cref="TestPlan.Ratio"/> times as many.</summary>
public static class ProportionPower
{
    /// <summary>Units needed to tell two proportions apart.</summary>
    /// <param name="p1">Proportion of group 1, in (0, 1).</param>
    /// <param name="p2">Proportion of group 2, in (0, 1), not <paramref name="p1"/>.</param>
    /// <param name="plan">Alpha, power, ratio, sides.</param>
    /// <param name="method">How the variance is taken.</param>
    /// <returns>Units per group. Pooled and unpooled are closed forms that leave the far tail out (Fleiss, Levin and Paik
    /// 2003, without continuity correction; statsmodels' <c>samplesize_proportions_2indep_onetail</c>); the arcsine is
    /// solved with both tails as statsmodels does.</returns>
    /// <exception cref="ArgumentException">A number is out of its range, or both proportions are equal.</exception>
    public static SampleSize Samples(double p1, double p2, TestPlan plan, ProportionMethod method = ProportionMethod.Pooled)
    {
        plan.Check();
        Check(p1, p2);
        if (p1 == p2)
        {
            throw new ArgumentException($"Equal proportions cannot be told apart, but both are {p1}.", nameof(p2));
        }

        if (method == ProportionMethod.Arcsine)
        {
            var solved = Monotone.Crossing(n => PowerArcsine(p1, p2, n, plan), plan.Power, 0, 1);
            return SampleSize.Of(solved, plan.Ratio);
        }

        var (sigmaNull, sigma) = Deviations(p1, p2, plan.Ratio, method);
        var root = ((StandardNormal.Exceeded(plan.TailAlpha) * sigmaNull) + (StandardNormal.Exceeded(1 - plan.Power) * sigma)) / (p1 - p2);
        return SampleSize.Of(root * root, plan.Ratio);
    }

    /// <summary>Chance of finding the difference (statsmodels' <c>power_proportions_2indep</c>, or <c>NormalIndPower</c> for
    /// the arcsine).</summary>
    /// <param name="p1">Proportion of group 1, in (0, 1).</param>
    /// <param name="p2">Proportion of group 2, in (0, 1).</param>
    /// <param name="samples">Units of group 1, over 0.</param>
    /// <param name="plan">Alpha, ratio and sides; its power is not used.</param>
    /// <param name="method">How the variance is taken.</param>
    /// <returns>In [0, 1]; both tails count in a two-sided test.</returns>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public static double Power(
        double p1, double p2, double samples, TestPlan plan, ProportionMethod method = ProportionMethod.Pooled)
    {
        plan.Check();
        Check(p1, p2);
        if (!(samples > 0))
        {
            throw new ArgumentException($"Samples must be over 0, but got {samples}.", nameof(samples));
        }

        if (method == ProportionMethod.Arcsine)
        {
            return PowerArcsine(p1, p2, samples, plan);
        }

        var (sigmaNull, sigma) = Deviations(p1, p2, plan.Ratio, method);
        var bound = StandardNormal.Exceeded(plan.TailAlpha) * sigmaNull;
        var shift = Math.Abs(p1 - p2) * Math.Sqrt(samples);
        var far = plan.Alternative == Alternative.TwoSided ? StandardNormal.Below((-bound - shift) / sigma) : 0;
        return StandardNormal.Above((bound - shift) / sigma) + far;
    }

    /// <summary>The smallest absolute rise over the baseline that a test of this size finds with the plan's power.</summary>
    /// <param name="baseline">Proportion of group 1, in (0, 1).</param>
    /// <param name="samples">Units of group 1, over 0.</param>
    /// <param name="plan">Alpha, power, ratio, sides.</param>
    /// <param name="method">How the variance is taken.</param>
    /// <returns>p₂ − p₁, over 0; null when not even p₂ = 1 would be found.</returns>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public static double? DetectableRise(
        double baseline, double samples, TestPlan plan, ProportionMethod method = ProportionMethod.Pooled)
    {
        var largest = (1 - baseline) * (1 - 1e-9);
        if (Power(baseline, baseline + largest, samples, plan, method) < plan.Power)
        {
            return null;
        }

        return Monotone.Crossing(
            rise => Power(baseline, baseline + rise, samples, plan, method), plan.Power, 0, largest / 1024, largest);
    }

    private static double PowerArcsine(double p1, double p2, double samples, TestPlan plan)
    {
        var h = Math.Abs((2 * Math.Asin(Math.Sqrt(p1))) - (2 * Math.Asin(Math.Sqrt(p2))));
        var shift = h * Math.Sqrt(samples * plan.Ratio / (1 + plan.Ratio));
        var bound = StandardNormal.Exceeded(plan.TailAlpha);
        return StandardNormal.Above(bound - shift)
            + (plan.Alternative == Alternative.TwoSided ? StandardNormal.Below(-bound - shift) : 0);
    }

    /// <summary>Standard deviation of the difference of one unit of group 1 and its share of group 2, under the null and under
    /// the alternative.</summary>
    private static (double Null, double Alternative) Deviations(double p1, double p2, double ratio, ProportionMethod method)
    {
        var apart = Math.Sqrt((p1 * (1 - p1)) + (p2 * (1 - p2) / ratio));
        var pooled = (p1 + (ratio * p2)) / (1 + ratio);
        return (method == ProportionMethod.Pooled ? Math.Sqrt(pooled * (1 - pooled) * (1 + (1 / ratio))) : apart, apart);
    }

    private static void Check(double p1, double p2)
    {
        if (p1 is not (> 0 and < 1) || p2 is not (> 0 and < 1))
        {
            throw new ArgumentException($"Proportions must be over 0 and under 1, but got {p1} and {p2}.", nameof(p1));
        }
    }
}
