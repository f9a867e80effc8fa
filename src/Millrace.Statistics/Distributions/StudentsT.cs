using MathNet.Numerics;

namespace Millrace.Statistics.Distributions;

/// <summary>Student's t distribution, central and noncentral; degrees of freedom need not be whole.</summary>
internal static class StudentsT
{
    private const double LogNegligible = -45;

    /// <summary>Probability of a value farther from 0 than t, either way.</summary>
    public static double Beyond(double t, double degreesOfFreedom) =>
        SpecialFunctions.BetaRegularized(degreesOfFreedom / 2, 0.5, degreesOfFreedom / (degreesOfFreedom + (t * t)));

    /// <summary>The value that is exceeded with this probability.</summary>
    /// <param name="probability">In (0, 0.5].</param>
    /// <param name="degreesOfFreedom">Over 0.</param>
    public static double Exceeded(double probability, double degreesOfFreedom) =>
        Monotone.Crossing(t => -Beyond(t, degreesOfFreedom), -2 * probability, 0, 1);

    /// <summary>Probability that a noncentral t exceeds a value: ∫ Φ(δ − t s) dF(s), where ν s² is chi-square with ν degrees
    /// of freedom. Over u = ln s the weight exp(ν (u − (e²ᵘ − 1) / 2)) is smooth and dies out on both sides, so the
    /// trapezoidal rule converges to full precision; dividing by the sum of weights saves the constant.</summary>
    /// <param name="t">Value.</param>
    /// <param name="degreesOfFreedom">ν, over 0.</param>
    /// <param name="noncentrality">δ.</param>
    public static double NoncentralAbove(double t, double degreesOfFreedom, double noncentrality)
    {
        var step = Math.Min(0.05, 0.2 / Math.Sqrt(2 * degreesOfFreedom));
        var (sum, weights) = (0.0, 0.0);
        foreach (var direction in (ReadOnlySpan<int>)[1, -1])
        {
            for (var k = direction > 0 ? 0 : 1; ; k++)
            {
                var u = direction * k * step;
                var logWeight = degreesOfFreedom * (u - (HalfExpMinusOne(2 * u)));
                if (logWeight < LogNegligible)
                {
                    break;
                }

                var weight = Math.Exp(logWeight);
                sum += weight * StandardNormal.Above((t * Math.Exp(u)) - noncentrality);
                weights += weight;
            }
        }

        return sum / weights;
    }

    // (e^x − 1) / 2, by its series near 0, where subtracting 1 would cost the digits that ν multiplies.
    private static double HalfExpMinusOne(double x) => Math.Abs(x) < 1e-3
        ? x * (0.5 + (x * (0.25 + (x * ((1 / 12.0) + (x * ((1 / 48.0) + (x / 240))))))))
        : (Math.Exp(x) - 1) / 2;
}
