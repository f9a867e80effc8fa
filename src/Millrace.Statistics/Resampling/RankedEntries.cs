using Millrace.Statistics.Classification;

namespace Millrace.Statistics.Resampling;

/// <summary>Rows by descending score, written for a fast pass: a row with a score of its own is one entry; rows that tie
/// are one entry per block, with counts.</summary>
internal sealed class RankedEntries
{
    /// <summary>Entry kinds, in the two low bits; the block is in the others.</summary>
    public const uint Negative = 0, Positive = 1, Tied = 2, TiedLast = 3;

    private readonly List<uint> _entries;
    private readonly List<(int Positives, int Negatives)> _tiedCounts = [];

    private RankedEntries(int capacity) => _entries = new(capacity);

    /// <summary>Entries, high scores first.</summary>
    public ReadOnlySpan<uint> Entries => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_entries);

    /// <summary>Counts of the tied entries, in their order.</summary>
    public ReadOnlySpan<(int Positives, int Negatives)> TiedCounts =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_tiedCounts);

    /// <summary>Writes the entries.</summary>
    /// <param name="scores">Outcomes and probabilities.</param>
    /// <param name="blocks">Block per row, each from 0 to <paramref name="blockCount"/> − 1.</param>
    /// <param name="blockCount">Blocks, fewer than 2³⁰.</param>
    public static RankedEntries Of(BinaryScores scores, int[] blocks, int blockCount)
    {
        var ranking = scores.Ranking;
        var ranked = new RankedEntries(ranking.Groups);
        var counts = new (int Positives, int Negatives)[blockCount];
        var touched = new List<int>();
        var start = 0;
        for (var g = 0; g < ranking.Groups; g++)
        {
            var end = ranking.End(g);
            if (end - start == 1)
            {
                var row = ranking.Order[start];
                ranked._entries.Add(((uint)blocks[row] << 2) | scores.Labels[row]);
            }
            else
            {
                ranked.AddTied(ranking.Order.AsSpan(start, end - start), scores.Labels, blocks, counts, touched);
            }

            start = end;
        }

        return ranked;
    }

    private void AddTied(
        ReadOnlySpan<int> rows, ReadOnlySpan<byte> labels, int[] blocks, (int Positives, int Negatives)[] counts, List<int> touched)
    {
        foreach (var row in rows)
        {
            ref var count = ref counts[blocks[row]];
            if (count == default)
            {
                touched.Add(blocks[row]);
            }

            count = labels[row] == 1 ? (count.Positives + 1, count.Negatives) : (count.Positives, count.Negatives + 1);
        }

        for (var i = 0; i < touched.Count; i++)
        {
            _entries.Add(((uint)touched[i] << 2) | (i + 1 == touched.Count ? TiedLast : Tied));
            _tiedCounts.Add(counts[touched[i]]);
            counts[touched[i]] = default;
        }

        touched.Clear();
    }
}
