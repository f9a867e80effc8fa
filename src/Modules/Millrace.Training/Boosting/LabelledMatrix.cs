using Millrace.Statistics.Classification;
using Millrace.XGBoost;

namespace Millrace.Training.Boosting;

/// <summary>A labelled part inside XGBoost, and how a booster does on it.</summary>
/// <param name="Part">Prefix of its metrics.</param>
/// <param name="Matrix">Its rows.</param>
/// <param name="Labels">1 or 0 for each row.</param>
/// <param name="Threads">Threads to score with.</param>
internal sealed record LabelledMatrix(string Part, XgbMatrix Matrix, byte[] Labels, int Threads)
{
    private const int Pieces = 16;

    /// <summary>Log loss of the newest round and, where wanted, ROC AUC, which needs a sort.</summary>
    public IEnumerable<KeyValuePair<string, double>> Score(XgbBooster booster, bool withRocAuc)
    {
        // The booster keeps the margins of its matrices, so this adds one tree, not all.
        var probabilities = booster.Predict(Matrix);
        yield return new($"{Part}.{StoppingRule.LogLoss}", LogLoss(probabilities));
        if (withRocAuc)
        {
            var scores = BinaryScores.From(Labels, probabilities.AsSpan());
            yield return new($"{Part}.{StoppingRule.RocAuc}", RankingMetrics.RocAuc(scores) ?? double.NaN);
        }
    }

    // As ProbabilityMetrics.LogLoss, without widening a million probabilities into a copy every round. Pieces are summed
    // apart and then in order, so that the threads do not show.
    private double LogLoss(float[] probabilities)
    {
        var sums = new double[Pieces];
        Parallel.For(0, Pieces, new ParallelOptions { MaxDegreeOfParallelism = Threads }, piece =>
        {
            var (from, to) = ((long)probabilities.Length * piece / Pieces, (long)probabilities.Length * (piece + 1) / Pieces);
            for (var row = from; row < to; row++)
            {
                double right = Labels[row] == 1 ? probabilities[row] : 1 - (double)probabilities[row];
                sums[piece] -= Math.Log(Math.Clamp(right, ProbabilityMetrics.ClipEpsilon, 1 - ProbabilityMetrics.ClipEpsilon));
            }
        });
        return sums.Sum() / probabilities.Length;
    }
}
