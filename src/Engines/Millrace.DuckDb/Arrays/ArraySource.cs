namespace Millrace.DuckDb.Arrays;

/// <summary>
/// Columns that DuckDB may read. Counts its readers: native memory is freed when the registration and the last
/// running scan have let go.
/// </summary>
internal sealed class ArraySource
{
    private readonly Lock _gate = new();
    private int _holders = 1;

    public ArraySource(IReadOnlyList<DuckColumn> columns)
    {
        RowCount = ColumnLength.Common(columns);
        Columns = [.. columns.Select(ColumnSource.For)];
    }

    public int RowCount { get; }

    public IReadOnlyList<ColumnSource> Columns { get; }

    /// <summary>Threads that may read at once.</summary>
    public int MaxThreads => Columns.Any(column => column.IsOrdered) ? 1 : Environment.ProcessorCount;

    /// <summary>Keeps the memory for one more scan; false when it is freed already.</summary>
    public bool TryHold()
    {
        lock (_gate)
        {
            _holders += _holders > 0 ? 1 : 0;
            return _holders > 0;
        }
    }

    public void Release()
    {
        lock (_gate)
        {
            if (--_holders > 0)
            {
                return;
            }
        }

        foreach (var column in Columns)
        {
            column.Dispose();
        }
    }
}
