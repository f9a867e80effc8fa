using Millrace.Statistics.Ordering;

namespace Millrace.Statistics.Classification;

/// <summary>Rows in descending order of score, cut into groups of equal score, with the confusion counts after each group.</summary>
/// <param name="Order">Row numbers by descending score.</param>
/// <param name="Scores">The distinct scores, descending, length G.</param>
/// <param name="TruePositives">Per group: positives with this score or a higher one.</param>
/// <param name="FalsePositives">Per group: negatives with this score or a higher one.</param>
internal sealed record ScoreRanking(int[] Order, double[] Scores, int[] TruePositives, int[] FalsePositives)
{
    public int Groups => Scores.Length;

    /// <summary>Position in <see cref="Order"/> just after the group's last row.</summary>
    public int End(int group) => TruePositives[group] + FalsePositives[group];

    public static ScoreRanking Of(byte[] labels, double[] scores)
    {
        var keys = new ulong[scores.Length];
        var order = new int[scores.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            // Scores are not negative, so their bits order as they do; the complement makes the order descending.
            keys[i] = ~BitConverter.DoubleToUInt64Bits(scores[i]);
            order[i] = i;
        }

        RadixSort.Sort(keys, order);
        var groups = CountDistinct(keys);
        var ranking = new ScoreRanking(order, new double[groups], new int[groups], new int[groups]);
        ranking.Accumulate(labels, keys);
        return ranking;
    }

    private static int CountDistinct(ulong[] sorted)
    {
        var distinct = 1;
        for (var i = 1; i < sorted.Length; i++)
        {
            distinct += sorted[i] != sorted[i - 1] ? 1 : 0;
        }

        return distinct;
    }

    private void Accumulate(byte[] labels, ulong[] keys)
    {
        var group = 0;
        var positives = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            positives += labels[Order[i]];
            if (i + 1 < keys.Length && keys[i + 1] == keys[i])
            {
                continue;
            }

            Scores[group] = BitConverter.UInt64BitsToDouble(~keys[i]);
            TruePositives[group] = positives;
            FalsePositives[group] = i + 1 - positives;
            group++;
        }
    }
}
