using System.Globalization;
using Millrace.DuckDb;
using Millrace.Training.Contracts;
using Millrace.Training.Rows;

namespace Millrace.Training.Splits;

/// <summary>Divides rows by event time. The training set is ordered by it, so every part is one range of rows.</summary>
internal static class TimeSplit
{
    private const int ColumnsPerPart = 8;

    /// <summary>Counts every part in one pass over the clocks and the label.</summary>
    /// <param name="connection">Any connection.</param>
    /// <param name="path">The training set's file.</param>
    /// <param name="spec">Ranges that follow <see cref="SplitRules"/>.</param>
    public static IReadOnlyList<PartCount> Cut(DuckConnection connection, string path, SplitSpec spec)
    {
        var parts = SplitRules.Ordered(spec).ToList();
        var knownBy = spec.Purge ? spec.Parts["train"].ToUtc : null;
        var columns = parts.Select(pair => Columns(pair.Value, pair.Key == "train" ? knownBy : null));
        using var counts = connection.Query($"SELECT {string.Join(", ", columns)} {PartRows.From(path)}");
        var row = counts.NextChunk()!;
        return [.. parts.Select((pair, i) => Read(pair.Key, pair.Key == "train" ? knownBy : null, row, i * ColumnsPerPart))];
    }

    private static string Columns(SplitPart part, DateTimeOffset? knownBy)
    {
        var (from, to) = (PartRows.Instant(part.FromUtc!.Value), PartRows.Instant(part.ToUtc!.Value));
        var inRange = $"_event_time >= {from} AND _event_time < {to}";
        var inTime = knownBy is { } until ? $"_created_time <= {PartRows.Instant(until)}" : "true";
        var usable = $"{inRange} AND {inTime} AND {PartRows.HasLabel}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            count(*) FILTER (_event_time < {from}), count(*) FILTER (_event_time < {to}),
            count(*) FILTER ({usable}), count(*) FILTER ({inRange} AND NOT ({inTime})),
            count(*) FILTER ({inRange} AND {inTime} AND NOT {PartRows.HasLabel}),
            count(*) FILTER ({usable} AND _label = 1),
            min(_label) FILTER ({usable}), max(_label) FILTER ({usable})
            """);
    }

    private static PartCount Read(string part, DateTimeOffset? knownBy, DuckChunk row, int first)
    {
        long Count(int column) => row.Column(first + column).Span<long>()[0];
        double Label(int column) => row.Column(first + column) is var vector && vector.IsNull(0) ? double.NaN : vector.Span<double>()[0];
        var usable = Count(2);
        var (min, max) = (Label(6), Label(7));
        var isBinary = min is 0 or 1 && max is 0 or 1;
        return new PartCount(
            part,
            new SplitRows(usable, Count(0), Count(1), knownBy, null, isBinary ? (double)Count(5) / usable : null)
            {
                PurgedRowCount = Count(3),
                UnknownLabelCount = Count(4),
            },
            min,
            max);
    }
}
