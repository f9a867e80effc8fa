using Millrace.Statistics.Distributions;

namespace Millrace.Statistics.Testing;

/// <summary>How a test of two means is approximated.</summary>
public enum MeanMethod
{
    /// <summary>Noncentral t, solved by iteration (statsmodels' <c>TTestIndPower</c>). The default.</summary>
    StudentT,

    /// <summary>Normal approximation (statsmodels' <c>NormalIndPower</c>): for equal groups 2 (z₁₋α/₂ + z₁₋β)² / d², less the
    /// far tail of a two-sided test, which is one part in 400,000 at the usual levels.</summary>
    Normal,
}

/// <summary>Power, sample size and detectable effect of a test of two means. The effect d is the difference in standard
/// deviations of one unit (Cohen's d).</summary>
public static class MeanPower
{
    private const double FewestUnits = 1.05;

    /// <summary>Units needed to tell two means apart.</summary>
    /// <param name="effect">Difference over the standard deviation, not 0; its sign does not matter.</param>
    /// <param name="plan">Alpha, power, ratio, sides.</param>
    /// <param name="method">How the test is approximated.</param>
    /// <returns>Units per group.</returns>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public static SampleSize Samples(double effect, TestPlan plan, MeanMethod method = MeanMethod.StudentT)
    {
        plan.Check();
        if (effect == 0 || !double.IsFinite(effect))
        {
            throw new ArgumentException($"The effect must be a number other than 0, but got {effect}.", nameof(effect));
        }

        var fewest = method == MeanMethod.Normal ? 0 : FewestUnits * 2 / (1 + plan.Ratio);
        return SampleSize.Of(Monotone.Crossing(n => Power(effect, n, plan, method), plan.Power, fewest, 1), plan.Ratio);
    }

    /// <summary>Chance of finding the difference, by the noncentral t distribution with n₁ + n₂ − 2 degrees of freedom or
    /// its normal limit.</summary>
    /// <param name="effect">Difference over the standard deviation.</param>
    /// <param name="samples">Units of group 1; both groups together more than 2.</param>
    /// <param name="plan">Alpha, ratio and sides; its power is not used.</param>
    /// <param name="method">How the test is approximated.</param>
    /// <returns>In [0, 1]; both tails count in a two-sided test.</returns>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public static double Power(double effect, double samples, TestPlan plan, MeanMethod method = MeanMethod.StudentT)
    {
        plan.Check();
        var degreesOfFreedom = (samples * (1 + plan.Ratio)) - 2;
        if (!(samples > 0) || (method == MeanMethod.StudentT && !(degreesOfFreedom > 0)) || !double.IsFinite(effect))
        {
            throw new ArgumentException(
                $"Both groups together need more than 2 units and the effect must be finite, but got {samples} units in "
                + $"group 1, ratio {plan.Ratio} and effect {effect}.",
                nameof(samples));
        }

        var shift = Math.Abs(effect) * Math.Sqrt(samples * plan.Ratio / (1 + plan.Ratio));
        var isTwoSided = plan.Alternative == Alternative.TwoSided;
        if (method == MeanMethod.Normal)
        {
            var z = StandardNormal.Exceeded(plan.TailAlpha);
            return StandardNormal.Above(z - shift) + (isTwoSided ? StandardNormal.Above(z + shift) : 0);
        }

        var t = StudentsT.Exceeded(plan.TailAlpha, degreesOfFreedom);
        return StudentsT.NoncentralAbove(t, degreesOfFreedom, shift)
            + (isTwoSided ? StudentsT.NoncentralAbove(t, degreesOfFreedom, -shift) : 0);
    }

    /// <summary>The smallest effect that a test of this size finds with the plan's power.</summary>
    /// <param name="samples">Units of group 1; both groups together more than 2.</param>
    /// <param name="plan">Alpha, power, ratio, sides.</param>
    /// <returns>Difference over the standard deviation, over 0.</returns>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public static double DetectableEffect(double samples, TestPlan plan) =>
        Monotone.Crossing(effect => Power(effect, samples, plan), plan.Power, 0, 1 / Math.Sqrt(samples));
}
