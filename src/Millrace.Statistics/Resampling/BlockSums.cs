using Millrace.Statistics.Classification;

namespace Millrace.Statistics.Resampling;

/// <summary>Per block the sums from which every additive metric of a resample follows.</summary>
internal sealed class BlockSums
{
    private const int Width = 6;
    private const int LogLoss = 0, Brier = 1, TruePositives = 2, FalsePositives = 3, Positives = 4, Rows = 5;

    private readonly double[] _sums;

    private BlockSums(double[] sums) => _sums = sums;

    public static BlockSums Of(BinaryScores scores, double threshold, int[] blocks, int blockCount)
    {
        var sums = new double[blockCount * Width];
        var labels = scores.Labels;
        var probabilities = scores.Probabilities;
        for (var i = 0; i < blocks.Length; i++)
        {
            var block = sums.AsSpan(blocks[i] * Width, Width);
            block[LogLoss] += ProbabilityMetrics.RowLogLoss(labels[i], probabilities[i]);
            block[Brier] += ProbabilityMetrics.RowBrier(labels[i], probabilities[i]);
            block[probabilities[i] < threshold ? Rows : labels[i] == 1 ? TruePositives : FalsePositives]++;
            block[Positives] += labels[i];
        }

        for (var at = 0; at < sums.Length; at += Width)
        {
            sums[at + Rows] += sums[at + TruePositives] + sums[at + FalsePositives];
        }

        return new(sums);
    }

    /// <summary>Metrics of one resample.</summary>
    /// <param name="weights">Draws: weights[block × lanes + lane].</param>
    /// <param name="lanes">Resamples side by side.</param>
    /// <param name="lane">Which of them.</param>
    /// <param name="values">What outcomes are worth, or null.</param>
    /// <param name="metrics">Indexed by <see cref="BinaryMetric"/>; the additive ones are written, NaN where undefined.</param>
    public void Write(ReadOnlySpan<double> weights, int lanes, int lane, OutcomeValues? values, Span<double> metrics)
    {
        Span<double> total = stackalloc double[Width];
        total.Clear();
        for (int at = 0, w = lane; at < _sums.Length; at += Width, w += lanes)
        {
            for (var k = 0; k < Width; k++)
            {
                total[k] += weights[w] * _sums[at + k];
            }
        }

        var (tp, fp, rows) = (total[TruePositives], total[FalsePositives], total[Rows]);
        var fn = total[Positives] - tp;
        var tn = rows - tp - fp - fn;
        metrics[(int)BinaryMetric.LogLoss] = total[LogLoss] / rows;
        metrics[(int)BinaryMetric.Brier] = total[Brier] / rows;
        metrics[(int)BinaryMetric.Accuracy] = (tp + tn) / rows;
        metrics[(int)BinaryMetric.Precision] = tp / (tp + fp);
        metrics[(int)BinaryMetric.Recall] = tp / (tp + fn);
        metrics[(int)BinaryMetric.F1] = 2 * tp / ((2 * tp) + fp + fn);
        metrics[(int)BinaryMetric.ValuePerRow] = values?.TotalOf(tp, fp, fn, tn) / rows ?? double.NaN;
    }
}
