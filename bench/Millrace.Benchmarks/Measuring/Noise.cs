namespace Millrace.Benchmarks.Measuring;

/// <summary>Seeded random columns.</summary>
internal static class Noise
{
    /// <summary>Normal numbers (Box and Muller 1958).</summary>
    public static double[] Normal(Random random, int count, double mean, double deviation)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = mean + (deviation * Normal(random));
        }

        return values;
    }

    /// <summary>A standard normal number.</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
