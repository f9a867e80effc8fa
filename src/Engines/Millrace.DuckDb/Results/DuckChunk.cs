using Millrace.DuckDb.Native;

namespace Millrace.DuckDb;

/// <summary>Up to 2048 rows, column by column; valid until the result's next chunk is asked for.</summary>
public sealed class DuckChunk
{
    private readonly IReadOnlyList<DuckColumnType> _types;
    private nint _native;

    internal DuckChunk(nint native, IReadOnlyList<DuckColumnType> types)
    {
        (_native, _types) = (native, types);
        RowCount = (int)Api.duckdb_data_chunk_get_size(native);
    }

    /// <summary>Rows in this chunk, 0 to 2048.</summary>
    public int RowCount { get; }

    /// <summary>One column's values.</summary>
    /// <param name="index">From 0, in the order of the query.</param>
    public DuckVector Column(int index)
    {
        ObjectDisposedException.ThrowIf(_native == 0, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)_types.Count, nameof(index));
        return new DuckVector(Api.duckdb_data_chunk_get_vector(_native, (ulong)index), _types[index], RowCount);
    }

    internal void Free()
    {
        Api.duckdb_destroy_data_chunk(ref _native);
        _native = 0;
    }
}
