using Millrace.DuckDb;

namespace Millrace.Features.PointInTime;

/// <summary>Makes a column of chosen rows of another.</summary>
internal static class ColumnPicking
{
    /// <summary>The values of the rows named; null where -1 is.</summary>
    public static DuckColumn Pick(DuckColumn column, int[] rows)
    {
        var validity = Validity(column, rows);
        return column switch
        {
            TextColumn c => new TextColumn(c.Name, Values(c.Codes, rows), c.Dictionary, validity),
            DoubleColumn c => new DoubleColumn(c.Name, Values(c.Values, rows), validity),
            FloatColumn c => new FloatColumn(c.Name, Values(c.Values, rows), validity),
            LongColumn c => new LongColumn(c.Name, Values(c.Values, rows), validity),
            TimestampColumn c => new TimestampColumn(c.Name, Values(c.Values, rows), validity),
            IntColumn c => new IntColumn(c.Name, Values(c.Values, rows), validity),
            BoolColumn c => new BoolColumn(c.Name, Values(c.Values, rows), validity),
            _ => throw new InvalidOperationException($"Column '{column.Name}' of type {column.SqlType} cannot be picked from."),
        };
    }

    private static T[] Values<T>(T[] values, int[] rows)
        where T : struct
    {
        var picked = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            picked[i] = rows[i] < 0 ? default : values[rows[i]];
        }

        return picked;
    }

    private static ulong[]? Validity(DuckColumn column, int[] rows)
    {
        var (bits, hasNulls) = (new ulong[(rows.Length + 63) / 64], false);
        for (var i = 0; i < rows.Length; i++)
        {
            var isNull = rows[i] < 0 || column.IsNull(rows[i]);
            bits[i >> 6] |= isNull ? 0 : 1UL << (i & 63);
            hasNulls |= isNull;
        }

        return hasNulls ? bits : null;
    }
}
