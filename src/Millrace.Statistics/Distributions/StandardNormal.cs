using MathNet.Numerics;

namespace Millrace.Statistics.Distributions;

/// <summary>The standard normal distribution.</summary>
internal static class StandardNormal
{
    /// <summary>Probability of a value at or below z; keeps its digits far in the lower tail.</summary>
    public static double Below(double z) => 0.5 * SpecialFunctions.Erfc(-z / Constants.Sqrt2);

    /// <summary>Probability of a value above z; keeps its digits far in the upper tail.</summary>
    public static double Above(double z) => 0.5 * SpecialFunctions.Erfc(z / Constants.Sqrt2);

    /// <summary>The value that is exceeded with this probability, in (0, 1).</summary>
    public static double Exceeded(double probability)
    {
        // One step of Newton's method on the inverse's last digits.
        var z = Constants.Sqrt2 * SpecialFunctions.ErfcInv(2 * probability);
        return z + ((Above(z) - probability) / (Constants.InvSqrt2Pi * Math.Exp(-z * z / 2)));
    }
}
