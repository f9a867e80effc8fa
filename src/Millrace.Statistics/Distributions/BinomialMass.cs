namespace Millrace.Statistics.Distributions;

/// <summary>Binomial probabilities without cancellation, whatever the size (Loader 2000, "Fast and accurate computation of
/// binomial probabilities").</summary>
internal static class BinomialMass
{
    /// <summary>Probability of k successes in n trials.</summary>
    /// <param name="k">0 … n.</param>
    /// <param name="n">Trials, at least 1.</param>
    /// <param name="success">Probability of a success, in (0, 1).</param>
    /// <param name="failure">Its complement, passed apart so that it keeps its digits.</param>
    public static double At(double k, double n, double success, double failure)
    {
        if (k == 0)
        {
            return Math.Exp(n * LogOf(failure, success));
        }

        if (k == n)
        {
            return Math.Exp(n * LogOf(success, failure));
        }

        var exponent = StirlingError(n) - StirlingError(k) - StirlingError(n - k)
            - Deviance(k, n * success) - Deviance(n - k, n * failure);
        return Math.Exp(exponent) * Math.Sqrt(n / (2 * Math.PI * k * (n - k)));
    }

    private static double LogOf(double part, double rest) => rest < 0.1 ? LogOnePlus(-rest) : Math.Log(part);

    /// <summary>ln(1 + x) to full precision near 0.</summary>
    internal static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>ln n! minus Stirling's formula.</summary>
    private static double StirlingError(double n)
    {
        if (n < 16)
        {
            return LogSmallFactorial((int)n) - ((n + 0.5) * Math.Log(n)) + n - (0.5 * Math.Log(2 * Math.PI));
        }

        var square = n * n;
        return ((1 / 12.0) - (((1 / 360.0) - (((1 / 1260.0) - (((1 / 1680.0) - (1 / (1188 * square))) / square)) / square)) / square)) / n;
    }

    private static double LogSmallFactorial(int n)
    {
        var factorial = 1L;
        for (var i = 2; i <= n; i++)
        {
            factorial *= i;
        }

        return Math.Log(factorial);
    }

    /// <summary>x ln(x / m) + m − x, by its series where the two nearly cancel.</summary>
    private static double Deviance(double x, double mean)
    {
        if (Math.Abs(x - mean) >= 0.1 * (x + mean))
        {
            return (x * Math.Log(x / mean)) + mean - x;
        }

        var v = (x - mean) / (x + mean);
        var sum = (x - mean) * v;
        var term = 2 * x * v;
        for (var j = 1; ; j++)
        {
            term *= v * v;
            var next = sum + (term / ((2 * j) + 1));
            if (next == sum)
            {
                return sum;
            }

            sum = next;
        }
    }
}
