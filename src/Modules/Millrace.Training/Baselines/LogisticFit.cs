namespace Millrace.Training.Baselines;

/// <summary>Logistic regression with an L2 penalty by Newton's method: the minimum of
/// Σ log(1 + exp(−margin)) + λ/2 ‖β‖², the intercept unpenalized, which is scikit-learn's objective with C = 1/λ.</summary>
internal static class LogisticFit
{
    private const double Penalty = 1;
    private const int MostSteps = 30;
    private const int MostHalvings = 20;

    // Half of gradient · step is what a step gains at most. Gains below this share of the loss are lost in float32 margins.
    private const double Tolerance = 1e-8;

    // Pieces are summed apart and then in order: the result does not depend on how many threads share them.
    private const int Pieces = 16;

    // A sixteenth of the rows leads close to the minimum at a sixteenth of the price.
    private const int WarmUpStride = 16;
    private const int WarmUpFromRows = 200_000;

    /// <summary>Fits the coefficients.</summary>
    /// <param name="design">The rows.</param>
    /// <param name="threads">Threads to use; the result does not depend on them.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>Dense coefficients, the intercept first, then those of each text's categories.</returns>
    public static double[] Fit(LogisticDesign design, int threads, CancellationToken ct)
    {
        var coefficients = new double[design.ParameterCount];
        if (design.RowCount >= WarmUpFromRows)
        {
            coefficients = Newton(design, coefficients, WarmUpStride, Tolerance * 100, threads, ct);
        }

        return Newton(design, coefficients, 1, Tolerance, threads, ct);
    }

    private static double[] Newton(
        LogisticDesign design, double[] start, int stride, double tolerance, int threads, CancellationToken ct)
    {
        var coefficients = start;
        var (loss, gain, step) = Direction(design, coefficients, stride, threads, ct);
        for (var i = 0; i < MostSteps && gain > tolerance * loss; i++)
        {
            var size = 1.0;
            for (var halvings = 0; ; halvings++)
            {
                var next = coefficients.Zip(step, (value, change) => value - (size * change)).ToArray();
                var (nextLoss, nextGain, nextStep) = Direction(design, next, stride, threads, ct);
                if (nextLoss <= loss * (1 + tolerance) || halvings == MostHalvings)
                {
                    (coefficients, loss, gain, step) = (next, nextLoss, nextGain, nextStep);
                    break;
                }

                size /= 2;
            }
        }

        return coefficients;
    }

    private static (double Loss, double Gain, double[] Step) Direction(
        LogisticDesign design, double[] coefficients, int stride, int threads, CancellationToken ct)
    {
        var sums = new LogisticSums[Pieces];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = ct };
        Parallel.For(0, Pieces, parallel, piece => sums[piece] = LogisticSums.Over(
            design, coefficients, Start(design.RowCount, piece), Start(design.RowCount, piece + 1), stride));

        var n = design.ParameterCount;
        var (gradient, hessian, loss) = (new double[n], new double[n * n], 0.0);
        foreach (var piece in sums)
        {
            piece.AddTo(gradient, hessian);
            loss += piece.Loss;
        }

        // The penalty shrinks with the sample, so that the warm-up aims at the same minimum.
        var penalty = Penalty * sums.Sum(piece => piece.RowCount) / design.RowCount;
        for (var i = 1; i < n; i++)
        {
            gradient[i] += penalty * coefficients[i];
            hessian[(i * n) + i] += penalty;
            loss += penalty / 2 * coefficients[i] * coefficients[i];
        }

        // A singular Hessian (an intercept whose curvature is lost in rounding) ends the search where it is.
        return Cholesky.Solve(hessian, gradient) is { } step
            ? (loss, gradient.Zip(step, (slope, change) => slope * change).Sum() / 2, step)
            : (loss, 0, gradient);
    }

    private static int Start(int rows, int piece) => (int)((long)rows * piece / Pieces);
}
