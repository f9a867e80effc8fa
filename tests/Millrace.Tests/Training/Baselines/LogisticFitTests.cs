using Millrace.Training.Baselines;

namespace Millrace.Tests.Training.Baselines;

public sealed class LogisticFitTests
{
    private const int Rows = 2_003;
    private const int Numbers = 20;

    // The gradient of the penalized loss, computed the long way, is zero at the minimum and nowhere else: the loss is convex.
    [Fact]
    public void The_gradient_of_the_penalized_loss_is_zero_at_the_solution()
    {
        var design = Design(seed: 2);
        var coefficients = LogisticFit.Fit(design, 2, TestContext.Current.CancellationToken);

        Assert.All(Gradient(design, coefficients), slope => Assert.InRange(slope, -0.05, 0.05));
        Assert.Contains(Gradient(design, new double[design.ParameterCount]), slope => Math.Abs(slope) > 50);
    }

    [Fact]
    public void The_solution_does_not_depend_on_the_threads()
    {
        var design = Design(seed: 3);

        Assert.Equal(
            LogisticFit.Fit(design, 1, TestContext.Current.CancellationToken), LogisticFit.Fit(design, 3, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Classes_that_a_number_separates_still_have_a_finite_solution()
    {
        var labels = Enumerable.Range(0, 100).Select(row => (byte)(row < 50 ? 0 : 1)).ToArray();
        var dense = new float[100 * LogisticDesign.Lanes];
        for (var row = 0; row < 100; row++)
        {
            (dense[row * LogisticDesign.Lanes], dense[(row * LogisticDesign.Lanes) + 1]) = (1, row < 50 ? -1 : 1);
        }

        var coefficients = LogisticFit.Fit(
            new LogisticDesign(100, 2, LogisticDesign.Lanes, dense, [], [], labels), 1, TestContext.Current.CancellationToken);

        // scikit-learn 1.2.1, LogisticRegression(C=1, tol=1e-10), on the same rows.
        Assert.Equal(0, coefficients[0], 4);
        Assert.Equal(3.359275, coefficients[1], 4);
    }

    private static LogisticDesign Design(int seed)
    {
        var random = new Random(seed);
        var stride = LogisticDesign.PaddedTo(Numbers + 1) + LogisticDesign.Lanes;
        var dense = new float[Rows * stride];
        var (first, second, labels) = (new int[Rows], new int[Rows], new byte[Rows]);
        for (var row = 0; row < Rows; row++)
        {
            dense[row * stride] = 1;
            for (var column = 1; column <= Numbers; column++)
            {
                dense[(row * stride) + column] = (float)((2 * random.NextDouble()) - 1);
            }

            (first[row], second[row]) = (random.Next(-1, 4), random.Next(-1, 3));
            var margin = dense[(row * stride) + 1] - (2 * dense[(row * stride) + 17]) + (first[row] * 0.4) - 0.5;
            labels[row] = (byte)(random.NextDouble() < 1 / (1 + Math.Exp(-margin)) ? 1 : 0);
        }

        return new LogisticDesign(Rows, Numbers + 1, stride, dense, [first, second], [4, 3], labels);
    }

    private static double[] Gradient(LogisticDesign design, double[] coefficients)
    {
        var gradient = coefficients.Select((value, i) => i == 0 ? 0 : value).ToArray();
        for (var row = 0; row < design.RowCount; row++)
        {
            var x = new double[design.ParameterCount];
            for (var column = 0; column < design.DenseCount; column++)
            {
                x[column] = design.Dense[(row * design.Stride) + column];
            }

            for (var text = 0; text < 2; text++)
            {
                if (design.Codes[text][row] is >= 0 and var code)
                {
                    x[design.OffsetOf(text) + code] = 1;
                }
            }

            var residual = (1 / (1 + Math.Exp(-x.Zip(coefficients, (a, b) => a * b).Sum()))) - design.Labels[row];
            for (var i = 0; i < x.Length; i++)
            {
                gradient[i] += residual * x[i];
            }
        }

        return gradient;
    }
}
