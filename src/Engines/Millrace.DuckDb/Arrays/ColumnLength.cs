namespace Millrace.DuckDb.Arrays;

/// <summary>Columns that travel together have one length and different names.</summary>
internal static class ColumnLength
{
    public static int Common(IReadOnlyList<DuckColumn> columns)
    {
        if (columns.Count == 0)
        {
            throw new ArgumentException("At least one column is needed.", nameof(columns));
        }

        var first = columns[0];
        foreach (var column in columns)
        {
            if (column.RowCount != first.RowCount)
            {
                throw new ArgumentException(
                    $"Columns must have one length, but '{first.Name}' has {first.RowCount} rows and '{column.Name}' has {column.RowCount}.",
                    nameof(columns));
            }
        }

        // DuckDB compares names without regard to case.
        var twice = columns.GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        return twice is null
            ? first.RowCount
            : throw new ArgumentException($"The column '{twice.Key}' occurs {twice.Count()} times.", nameof(columns));
    }
}
