using System.Globalization;
using Millrace.DuckDb;
using Millrace.Training.Contracts;

namespace Millrace.Training.Rows;

/// <summary>The SQL that selects the usable rows of one part of a split.</summary>
internal static class PartRows
{
    /// <summary>Holds the row numbers of a part that is not one range: one column, <c>row</c>.</summary>
    public const string ListTable = "millrace_part_rows";

    /// <summary>Column of the row's place in the training set, 0-based.</summary>
    public const string RowNumber = "file_row_number";

    /// <summary>Whether the label is there: neither null nor NaN.</summary>
    public const string HasLabel = "(_label IS NOT NULL AND NOT isnan(_label))";

    /// <summary>A timestamp as SQL; text would lose what lies beyond microseconds, which the file does not have either.</summary>
    public static string Instant(DateTimeOffset instant) =>
        string.Create(CultureInfo.InvariantCulture, $"make_timestamp({(instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond})");

    /// <summary>The FROM clause over the whole training set.</summary>
    public static string From(string path) => $"FROM read_parquet({DuckSql.QuoteLiteral(path)}, file_row_number = true)";

    /// <summary>FROM, WHERE and, where the reader would not keep it, ORDER BY: the part's rows in the training set's order.</summary>
    public static string Select(string path, SplitRows part)
    {
        var known = part.KnownByUtc is { } until ? $" AND _created_time <= {Instant(until)}" : "";
        return part.Rows is null
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{From(path)} WHERE {RowNumber} >= {part.FirstRow} AND {RowNumber} < {part.EndRow} AND {HasLabel}{known}")
            : $"{From(path)} WHERE {RowNumber} IN (SELECT row FROM {ListTable}) AND {HasLabel}{known} ORDER BY {RowNumber}";
    }
}
