using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Millrace.Training.Baselines;

/// <summary>Solves symmetric positive definite systems (Cholesky's method, row by row).</summary>
internal static class Cholesky
{
    /// <summary>Solves A x = b.</summary>
    /// <param name="matrix">A, n × n, row-major; only its lower triangle is read, and it is overwritten.</param>
    /// <param name="right">b, length n.</param>
    /// <returns>x; null when A is not positive definite.</returns>
    public static double[]? Solve(double[] matrix, double[] right)
    {
        var n = right.Length;
        if (!Factor(matrix, n))
        {
            return null;
        }

        var x = (double[])right.Clone();
        for (var i = 0; i < n; i++)
        {
            x[i] = (x[i] - Dot(matrix.AsSpan(i * n, i), x.AsSpan(0, i))) / matrix[(i * n) + i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            x[i] /= matrix[(i * n) + i];
            for (var j = 0; j < i; j++)
            {
                x[j] -= matrix[(i * n) + j] * x[i];
            }
        }

        return x;
    }

    private static bool Factor(double[] a, int n)
    {
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                a[(i * n) + j] = (a[(i * n) + j] - Dot(a.AsSpan(i * n, j), a.AsSpan(j * n, j))) / a[(j * n) + j];
            }

            var pivot = a[(i * n) + i] - Dot(a.AsSpan(i * n, i), a.AsSpan(i * n, i));
            if (!(pivot > 0))
            {
                return false;
            }

            a[(i * n) + i] = Math.Sqrt(pivot);
        }

        return true;
    }

    // Four fixed lanes: the order of the sums does not depend on the machine's vector width.
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var x = MemoryMarshal.Cast<double, Vector256<double>>(a);
        var y = MemoryMarshal.Cast<double, Vector256<double>>(b);
        var lanes = Vector256<double>.Zero;
        for (var i = 0; i < x.Length; i++)
        {
            lanes += x[i] * y[i];
        }

        var sum = lanes[0] + lanes[1] + lanes[2] + lanes[3];
        for (var i = x.Length * Vector256<double>.Count; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
