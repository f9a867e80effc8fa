using Millrace.DuckDb.Native;

namespace Millrace.DuckDb.Arrays;

/// <summary>One scan over arrays, shared by the threads of a query: each takes the next rows.</summary>
/// <param name="source">The arrays.</param>
/// <param name="columns">Per output column its place in the source, or -1 where any value will do.</param>
internal sealed class ArrayCursor(ArraySource source, int[] columns)
{
    private long _next;

    public ArraySource Source => source;

    /// <summary>Writes the next rows; none when the arrays are at their end.</summary>
    public void FillNext(nint chunk)
    {
        var start = Interlocked.Add(ref _next, Api.ChunkRows) - Api.ChunkRows;
        var count = (int)Math.Clamp(source.RowCount - start, 0, Api.ChunkRows);
        for (var i = 0; i < columns.Length && count > 0; i++)
        {
            if (columns[i] >= 0)
            {
                source.Columns[columns[i]].Write(Api.duckdb_data_chunk_get_vector(chunk, (ulong)i), (int)start, count);
            }
        }

        Api.duckdb_data_chunk_set_size(chunk, (ulong)count);
    }
}
