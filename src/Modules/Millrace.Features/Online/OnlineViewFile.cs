using System.Runtime.InteropServices;
using System.Text.Json;
using Millrace.Features.Entities;
using Millrace.Features.Windows;
using Millrace.Kernel.Digests;

namespace Millrace.Features.Online;

/// <summary>Writes one view's file.</summary>
/// <param name="timeline">When rows count.</param>
/// <param name="view">The view.</param>
/// <param name="keys">Its entity's key columns.</param>
/// <param name="measures">What each row adds to counters.</param>
internal sealed class OnlineViewFile(Timeline timeline, WindowView view, IReadOnlyList<KeyColumn> keys, MeasureTable measures)
{
    /// <summary>Writes the rows from an event time on; equal data gives equal bytes.</summary>
    /// <param name="path">A file that does not exist.</param>
    /// <param name="place">The view's place in the feature set.</param>
    /// <param name="queryColumns">For each key, the column of the row asked about.</param>
    /// <param name="historyFrom">Event time in microseconds; <see cref="long.MinValue"/> keeps all.</param>
    /// <returns>Rows kept.</returns>
    public int Write(string path, int place, IReadOnlyList<string> queryColumns, long historyFrom)
    {
        var longest = view.Windows.Max(window => window.Micros);
        var kept = OnlineRows.Choose(timeline, view.Entities.Rows, view.Entities.EntityCount, longest, historyFrom);
        var table = OnlineKeyTable.Of(kept, keys);
        var extremes = view.Aggregates.Where(aggregate => aggregate.IsExtreme).ToList();
        var header = new OnlineHeader(
            OnlineHeader.Version, place, view.Name, queryColumns, [.. view.Windows.Select(w => new OnlineWindow(w.Label, w.Micros))],
            [.. view.Aggregates.Select((a, i) => OnlineAggregate.Of(a, measures.Formulas[i], a.IsExtreme ? extremes.IndexOf(a) : -1))],
            measures.Width, kept.EntityRows.Length - 1, kept.Rows.Length, table.Slots.Length, table.Bytes.Length, extremes.Count,
            historyFrom);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
        var layout = new OnlineLayout(header, WriteHeader(file, header));
        WriteEntities(file, layout, kept, table);
        WriteRows(file, layout, kept, extremes);
        return kept.Rows.Length;
    }

    private static long WriteHeader(FileStream file, OnlineHeader header)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(header, CanonicalJson.Options);
        file.Write(OnlineView.Magic);
        file.Write(MemoryMarshal.AsBytes<long>([json.Length]));
        file.Write(json);
        return file.Position;
    }

    private void WriteEntities(FileStream file, OnlineLayout layout, OnlineRows kept, OnlineKeyTable table)
    {
        Put<int>(file, layout.KeyOffsets, table.Offsets);
        Put<byte>(file, layout.KeyBytes, table.Bytes);
        Put<int>(file, layout.HashSlots, table.Slots);
        Put<int>(file, layout.EntityRows, kept.EntityRows);
        var lateness = new long[kept.EntityRows.Length - 1];
        for (var entity = 0; entity < lateness.Length; entity++)
        {
            for (var place = kept.EntityRows[entity]; place < kept.EntityRows[entity + 1]; place++)
            {
                var row = kept.Rows[place];
                lateness[entity] = Math.Max(lateness[entity], timeline.Starts[row] - timeline.Events[row]);
            }
        }

        Put<long>(file, layout.Lateness, lateness);
    }

    private void WriteRows(FileStream file, OnlineLayout layout, OnlineRows kept, List<WindowAggregate> extremes)
    {
        Put<long>(file, layout.Events, Array.ConvertAll(kept.Rows, row => timeline.Events[row]));
        var starts = Array.ConvertAll(kept.Rows, row => timeline.Starts[row]);
        Put<long>(file, layout.Starts, starts);
        Put<long>(file, layout.Sums, RunningSums(kept.Rows));
        Put<long>(file, layout.BlockStarts, [.. starts.Chunk(OnlineLayout.BlockRows).SelectMany(block => new[] { block.Min(), block.Max() })]);
        var columns = extremes.ConvertAll(aggregate => Array.ConvertAll(kept.Rows, row => aggregate.Series![row]));
        Put<double>(file, layout.Extremes, [.. columns.SelectMany(column => column)]);
        Put<double>(file, layout.BlockBests, [.. columns.Zip(extremes).SelectMany(pair => Bests(pair.First, pair.Second.Function))]);
        file.SetLength(layout.Length);
    }

    private long[] RunningSums(int[] rows)
    {
        var width = measures.Width;
        var sums = new long[(rows.Length + 1) * width];
        for (var place = 0; place < rows.Length; place++)
        {
            for (var slot = 0; slot < width; slot++)
            {
                sums[((place + 1) * width) + slot] = sums[(place * width) + slot] + measures.Values[(rows[place] * width) + slot];
            }
        }

        return sums;
    }

    private static IEnumerable<double> Bests(double[] values, WindowFunction function) =>
        values.Chunk(OnlineLayout.BlockRows).Select(block =>
        {
            var known = block.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN);
            return function == WindowFunction.Max ? known.Max() : known.Min();
        });

    private static void Put<T>(FileStream file, long offset, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        file.Position = offset;
        file.Write(MemoryMarshal.AsBytes(values));
    }
}
