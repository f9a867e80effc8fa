using Millrace.DuckDb.Native;

namespace Millrace.DuckDb;

/// <summary>Rows of one query, handed out chunk by chunk while the query still runs.</summary>
public sealed class DuckResult : IDisposable
{
    private readonly DuckConnection _connection;
    private readonly CancellationToken _ct;
    private NativeResult _native;
    private DuckChunk? _chunk;
    private bool _isOver;

    internal DuckResult(DuckConnection connection, NativeResult native, CancellationToken ct)
    {
        (_connection, _native, _ct) = (connection, native, ct);
        var count = (int)Api.duckdb_column_count(ref _native);
        var names = new string[count];
        var types = new DuckColumnType[count];
        for (var i = 0; i < count; i++)
        {
            names[i] = NativeText.Borrowed(Api.duckdb_column_name(ref _native, (ulong)i));
            types[i] = DuckColumnType.Take(Api.duckdb_column_logical_type(ref _native, (ulong)i));
        }

        (ColumnNames, ColumnTypes) = (names, types);
    }

    /// <summary>Names in the order of the query; may repeat.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>Types in the order of the query.</summary>
    public IReadOnlyList<DuckColumnType> ColumnTypes { get; }

    /// <summary>The next rows, at most 2048; the chunk before and its spans are gone with this call.</summary>
    /// <returns>The chunk, or null after the last one.</returns>
    /// <exception cref="DuckDbException">The query failed midway, or another statement ran on the connection.</exception>
    /// <exception cref="OperationCanceledException">The query's token was cancelled.</exception>
    public DuckChunk? NextChunk()
    {
        _chunk?.Free();
        _chunk = null;
        if (_isOver)
        {
            return null;
        }

        using var interruption = Interruption.When(_ct, _connection.Handle);
        var native = Api.duckdb_fetch_chunk(_native);
        if (native != 0)
        {
            return _chunk = new DuckChunk(native, ColumnTypes);
        }

        _isOver = true;
        DuckConnection.ThrowUnless(Api.duckdb_result_error(ref _native) == 0, ref _native, _ct);
        return null;
    }

    /// <summary>Reads the rows not read yet into arrays; see <see cref="DuckConnection.ReadColumns"/>.</summary>
    /// <exception cref="DuckDbException">The query failed midway, or a column has no array form.</exception>
    public ColumnSet ReadColumns()
    {
        var builders = ColumnTypes.Select((type, i) => ColumnBuilder.For(ColumnNames[i], type)).ToArray();
        var rowCount = 0;
        while (NextChunk() is { } chunk)
        {
            for (var i = 0; i < builders.Length; i++)
            {
                builders[i].Append(chunk.Column(i));
            }

            rowCount += chunk.RowCount;
        }

        return new ColumnSet([.. builders.Select((b, i) => b.Finish(ColumnNames[i]))], rowCount, ColumnTypes);
    }

    /// <summary>Ends the query and frees its rows.</summary>
    public void Dispose()
    {
        _chunk?.Free();
        _chunk = null;
        _isOver = true;
        Api.duckdb_destroy_result(ref _native);
    }
}
