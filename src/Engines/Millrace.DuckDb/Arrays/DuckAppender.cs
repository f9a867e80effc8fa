using Millrace.DuckDb.Arrays;
using Millrace.DuckDb.Native;

namespace Millrace.DuckDb;

/// <summary>
/// Adds rows to a table, whole arrays at a time. Call <see cref="Complete"/> at the end. DuckDB writes rows to the
/// table as it goes; begin a transaction first where it must be all rows or none.
/// </summary>
public sealed unsafe class DuckAppender : IDisposable
{
    private nint _handle;

    internal DuckAppender(DuckConnection connection, string table, string? schema)
    {
        if (Api.duckdb_appender_create(connection.Handle, schema, table, out _handle) != Api.Success)
        {
            var failure = Failure();
            Dispose();
            throw failure;
        }
    }

    /// <summary>Adds rows.</summary>
    /// <param name="columns">One per column of the table, in its order, of one length; names do not matter to DuckDB.</param>
    /// <exception cref="ArgumentException">The columns differ in length, or their number is not the table's.</exception>
    /// <exception cref="DuckDbException">A value does not fit the table's type, or a constraint was broken.</exception>
    public void Append(params IReadOnlyList<DuckColumn> columns)
    {
        ObjectDisposedException.ThrowIf(_handle == 0, this);
        var wanted = (int)Api.duckdb_appender_column_count(_handle);
        if (columns.Count != wanted)
        {
            throw new ArgumentException($"The table has {wanted} columns, but got {columns.Count}.", nameof(columns));
        }

        var source = new ArraySource(columns);
        var chunk = CreateChunk(source);
        try
        {
            for (var start = 0; start < source.RowCount; start += Api.ChunkRows)
            {
                AppendChunk(chunk, source, start, Math.Min(Api.ChunkRows, source.RowCount - start));
            }
        }
        finally
        {
            Api.duckdb_destroy_data_chunk(ref chunk);
            source.Release();
        }
    }

    /// <summary>Flushes what is left and ends the appender.</summary>
    /// <exception cref="DuckDbException">The rows could not be written.</exception>
    public void Complete()
    {
        ObjectDisposedException.ThrowIf(_handle == 0, this);
        Check(Api.duckdb_appender_close(_handle));
        Dispose();
    }

    /// <summary>Frees the appender; rows not yet in the table are dropped.</summary>
    public void Dispose()
    {
        if (_handle != 0)
        {
            // Destroying alone would write them.
            Api.duckdb_appender_clear(_handle);
            Api.duckdb_appender_destroy(ref _handle);
            _handle = 0;
        }
    }

    private static nint CreateChunk(ArraySource source)
    {
        var types = source.Columns.Select(c => Api.duckdb_create_logical_type((int)c.Type)).ToArray();
        fixed (nint* first = types)
        {
            var chunk = Api.duckdb_create_data_chunk(first, (ulong)types.Length);
            for (var i = 0; i < types.Length; i++)
            {
                Api.duckdb_destroy_logical_type(ref types[i]);
            }

            return chunk;
        }
    }

    private void AppendChunk(nint chunk, ArraySource source, int start, int count)
    {
        Api.duckdb_data_chunk_reset(chunk);
        for (var i = 0; i < source.Columns.Count; i++)
        {
            source.Columns[i].Write(Api.duckdb_data_chunk_get_vector(chunk, (ulong)i), start, count);
        }

        Api.duckdb_data_chunk_set_size(chunk, (ulong)count);
        Check(Api.duckdb_append_data_chunk(_handle, chunk));
    }

    private void Check(int state)
    {
        if (state != Api.Success)
        {
            throw Failure();
        }
    }

    private DuckDbException Failure()
    {
        var error = Api.duckdb_appender_error_data(_handle);
        var failure = new DuckDbException(
            (DuckErrorKind)Api.duckdb_error_data_error_type(error), NativeText.Borrowed(Api.duckdb_error_data_message(error)));
        Api.duckdb_destroy_error_data(ref error);
        return failure;
    }
}
