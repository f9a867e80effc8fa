using Millrace.DuckDb.Native;

namespace Millrace.DuckDb.Arrays;

/// <summary>Values that DuckDB holds in memory exactly as .NET does.</summary>
internal unsafe class ValueSource<T>(ValueColumn<T> column) : ColumnSource(column)
    where T : unmanaged
{
    protected override void WriteValues(nint vector, int start, int count) =>
        column.Values.AsSpan(start, count).CopyTo(new Span<T>(Api.duckdb_vector_get_data(vector), count));
}
