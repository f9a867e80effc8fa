using System.Runtime.InteropServices;
using Millrace.DuckDb;
using Millrace.Kernel.Blobs;
using Millrace.Training.Contracts;
using Millrace.Training.Rows;

namespace Millrace.Training.Splits;

/// <summary>Divides rows by a seeded shuffle: all together, or each label apart so that every part has the same shares of them.</summary>
internal static class ShuffledSplit
{
    /// <summary>Draws the parts and stores their row numbers, ascending.</summary>
    public static async Task<IReadOnlyList<PartCount>> CutAsync(
        DuckConnection connection, string path, SplitSpec spec, IBlobStore blobs, CancellationToken ct)
    {
        var labels = ((DoubleColumn)connection.ReadColumns($"SELECT _label {PartRows.From(path)}", ct)[0]);
        var known = Enumerable.Range(0, labels.RowCount).Where(row => !labels.IsNull(row) && !double.IsNaN(labels.Values[row])).ToArray();
        var parts = Draw(spec, labels.Values, known);
        var counts = new List<PartCount>();
        foreach (var (part, rows) in parts)
        {
            rows.Sort();
            var blob = rows.Count == 0 ? null : await StoreAsync(rows, blobs, ct).ConfigureAwait(false);
            counts.Add(Count(part, rows, labels.Values, blob, labels.RowCount - known.Length));
        }

        return counts;
    }

    private static List<(string Part, List<int> Rows)> Draw(SplitSpec spec, double[] labels, int[] known)
    {
        var random = new Random(spec.Seed);
        var parts = SplitRules.Ordered(spec).Select(pair => (Part: pair.Key, Share: pair.Value.Share!.Value, Rows: new List<int>())).ToList();
        var groups = spec.Type == "stratified"
            ? known.GroupBy(row => labels[row]).OrderBy(group => group.Key).Select(group => group.ToArray())
            : [known];
        foreach (var group in groups)
        {
            random.Shuffle(group);
            var (share, start) = (0.0, 0);
            foreach (var part in parts)
            {
                // Rounding the running share, not each share, loses no row when they sum to 1.
                share += part.Share;
                var end = Math.Min(group.Length, (int)Math.Round(share * group.Length));
                part.Rows.AddRange(group.AsSpan(start, end - start));
                start = end;
            }
        }

        return [.. parts.Select(part => (part.Part, part.Rows))];
    }

    private static async Task<BlobRef> StoreAsync(List<int> rows, IBlobStore blobs, CancellationToken ct)
    {
        // Little-endian, as every platform is that .NET 10 runs on with our engines.
        using var stream = new MemoryStream(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(rows)).ToArray(), writable: false);
        return await blobs.PutAsync(stream, ct).ConfigureAwait(false);
    }

    private static PartCount Count(string part, List<int> rows, double[] labels, BlobRef? blob, long unknown)
    {
        var (min, max, positives) = (double.NaN, double.NaN, 0L);
        foreach (var row in rows)
        {
            (min, max) = (double.MinNumber(min, labels[row]), double.MaxNumber(max, labels[row]));
            positives += labels[row] == 1 ? 1 : 0;
        }

        var isBinary = min is 0 or 1 && max is 0 or 1;
        return new PartCount(
            part,
            new SplitRows(rows.Count, null, null, null, blob, isBinary ? (double)positives / rows.Count : null) { UnknownLabelCount = unknown },
            min,
            max);
    }
}
