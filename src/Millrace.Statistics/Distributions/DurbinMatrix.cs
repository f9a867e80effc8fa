namespace Millrace.Statistics.Distributions;

/// <summary>Exact lower tail of the two-sided Kolmogorov–Smirnov statistic as an element of the n-th power of Durbin's
/// matrix (Marsaglia, Tsang and Wang 2003).</summary>
internal static class DurbinMatrix
{
    private const double Big = 1e140;
    private const int BigExponent = 140;

    /// <summary>P(Dₙ ≤ d); cost of order (n d)³ log n.</summary>
    public static double LowerTail(int n, double d)
    {
        var k = (int)Math.Ceiling(n * d);
        var size = (2 * k) - 1;
        var (power, exponent) = Power(Matrix(size, k - (n * d)), size, n);
        var value = power[((k - 1) * size) + k - 1];
        for (var i = 1; i <= n; i++)
        {
            value *= (double)i / n;
            if (value < 1 / Big)
            {
                value *= Big;
                exponent -= BigExponent;
            }
        }

        return value * Math.Pow(10, exponent);
    }

    private static double[] Matrix(int size, double h)
    {
        var matrix = new double[size * size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column <= Math.Min(row + 1, size - 1); column++)
            {
                matrix[(row * size) + column] = 1;
            }
        }

        for (var i = 0; i < size; i++)
        {
            matrix[i * size] -= Math.Pow(h, i + 1);
            matrix[((size - 1) * size) + i] -= Math.Pow(h, size - i);
        }

        matrix[(size - 1) * size] += (2 * h) - 1 > 0 ? Math.Pow((2 * h) - 1, size) : 0;
        for (var row = 0; row < size; row++)
        {
            var factorial = 1.0;
            for (var column = row; column >= 0; column--)
            {
                factorial *= row - column + 1;
                matrix[(row * size) + column] /= factorial;
            }
        }

        return matrix;
    }

    private static (double[] Power, int Exponent) Power(double[] matrix, int size, int n)
    {
        if (n == 1)
        {
            return (matrix, 0);
        }

        var (half, exponent) = Power(matrix, size, n / 2);
        var power = Multiply(half, half, size);
        exponent *= 2;
        if (n % 2 == 1)
        {
            power = Multiply(matrix, power, size);
        }

        if (power[(size / 2 * size) + (size / 2)] > Big)
        {
            power = Array.ConvertAll(power, x => x / Big);
            exponent += BigExponent;
        }

        return (power, exponent);
    }

    private static double[] Multiply(double[] a, double[] b, int size)
    {
        var product = new double[size * size];
        for (var row = 0; row < size; row++)
        {
            for (var k = 0; k < size; k++)
            {
                var factor = a[(row * size) + k];
                for (var column = 0; column < size; column++)
                {
                    product[(row * size) + column] += factor * b[(k * size) + column];
                }
            }
        }

        return product;
    }
}
