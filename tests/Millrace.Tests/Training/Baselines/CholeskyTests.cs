using Millrace.Training.Baselines;

namespace Millrace.Tests.Training.Baselines;

public sealed class CholeskyTests
{
    [Fact]
    public void The_solution_of_a_random_positive_definite_system_satisfies_it()
    {
        var random = new Random(1);
        foreach (var n in new[] { 1, 2, 7, 40 })
        {
            var root = Enumerable.Range(0, n * n).Select(_ => random.NextDouble() - 0.5).ToArray();
            var matrix = new double[n * n];
            for (var i = 0; i < n * n; i++)
            {
                var (row, column) = Math.DivRem(i, n);
                matrix[i] = Enumerable.Range(0, n).Sum(k => root[(row * n) + k] * root[(column * n) + k]) + (row == column ? 1 : 0);
            }

            var right = Enumerable.Range(0, n).Select(_ => random.NextDouble()).ToArray();
            var x = Cholesky.Solve((double[])matrix.Clone(), right)!;

            Assert.All(Enumerable.Range(0, n), row => Assert.Equal(right[row], Enumerable.Range(0, n).Sum(k => matrix[(row * n) + k] * x[k]), 10));
        }
    }

    [Fact]
    public void A_matrix_that_is_not_positive_definite_has_no_solution() =>
        Assert.Null(Cholesky.Solve([1, 0, 2, 1], [1, 1]));
}
