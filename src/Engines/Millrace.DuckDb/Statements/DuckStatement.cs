using System.Text;
using Millrace.DuckDb.Native;

namespace Millrace.DuckDb;

/// <summary>A prepared statement; parameters are numbered from 1 and keep their values between runs.</summary>
public sealed unsafe class DuckStatement : IDisposable
{
    private readonly DuckConnection _connection;
    private nint _handle;

    internal DuckStatement(DuckConnection connection, nint handle) => (_connection, _handle) = (connection, handle);

    /// <summary>How many parameters the statement has.</summary>
    public int ParameterCount => (int)Api.duckdb_nparams(Handle);

    /// <summary>Names of the columns it will return.</summary>
    public IReadOnlyList<string> ColumnNames =>
        [.. Columns().Select(i => NativeText.Taken(Api.duckdb_prepared_statement_column_name(Handle, i)))];

    /// <summary>Types of the columns it will return.</summary>
    public IReadOnlyList<DuckColumnType> ColumnTypes =>
        [.. Columns().Select(i => DuckColumnType.Take(Api.duckdb_prepared_statement_column_logical_type(Handle, i)))];

    private nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            return _handle;
        }
    }

    /// <summary>Sets a boolean.</summary>
    public DuckStatement Bind(int index, bool value) => Check(index, Api.duckdb_bind_boolean(Handle, (ulong)index, value ? (byte)1 : (byte)0));

    /// <summary>Sets a 32-bit integer.</summary>
    public DuckStatement Bind(int index, int value) => Check(index, Api.duckdb_bind_int32(Handle, (ulong)index, value));

    /// <summary>Sets a 64-bit integer.</summary>
    public DuckStatement Bind(int index, long value) => Check(index, Api.duckdb_bind_int64(Handle, (ulong)index, value));

    /// <summary>Sets a number; NaN stays NaN.</summary>
    public DuckStatement Bind(int index, double value) => Check(index, Api.duckdb_bind_double(Handle, (ulong)index, value));

    /// <summary>Sets a point in time as TIMESTAMP, in UTC; a time of unspecified kind is taken as UTC.</summary>
    public DuckStatement Bind(int index, DateTime value) => BindTimestampMicros(index, DuckTime.ToMicros(value));

    /// <summary>Sets a point in time as TIMESTAMP, in microseconds since 1970-01-01 UTC.</summary>
    public DuckStatement BindTimestampMicros(int index, long micros) =>
        Check(index, Api.duckdb_bind_timestamp(Handle, (ulong)index, micros));

    /// <summary>Sets a text; null is NULL.</summary>
    public DuckStatement Bind(int index, string? value)
    {
        if (value is null)
        {
            return BindNull(index);
        }

        var bytes = Encoding.UTF8.GetBytes(value);
        fixed (byte* text = bytes)
        {
            byte nothing = 0;
            return Check(index, Api.duckdb_bind_varchar_length(
                Handle, (ulong)index, text == null ? &nothing : text, (ulong)bytes.Length));
        }
    }

    /// <summary>Sets bytes as BLOB.</summary>
    public DuckStatement Bind(int index, ReadOnlySpan<byte> value)
    {
        fixed (byte* bytes = value)
        {
            byte nothing = 0;
            return Check(index, Api.duckdb_bind_blob(
                Handle, (ulong)index, bytes == null ? &nothing : bytes, (ulong)value.Length));
        }
    }

    /// <summary>Sets NULL.</summary>
    public DuckStatement BindNull(int index) => Check(index, Api.duckdb_bind_null(Handle, (ulong)index));

    /// <summary>Forgets all values set.</summary>
    public DuckStatement Clear()
    {
        Api.duckdb_clear_bindings(Handle);
        return this;
    }

    /// <summary>Runs the statement and drops its rows.</summary>
    /// <param name="ct">Interrupts it.</param>
    /// <returns>Rows it changed; 0 when it changes none.</returns>
    /// <exception cref="DuckDbException">It failed, or a parameter has no value.</exception>
    public long Execute(CancellationToken ct = default)
    {
        using var interruption = Interruption.When(ct, _connection.Handle);
        var state = Api.duckdb_execute_prepared(Handle, out var result);
        try
        {
            DuckConnection.ThrowUnless(state == Api.Success, ref result, ct);
            return (long)Api.duckdb_rows_changed(ref result);
        }
        finally
        {
            Api.duckdb_destroy_result(ref result);
        }
    }

    /// <summary>Runs the statement and streams its rows; the result outlives the statement.</summary>
    /// <param name="ct">Interrupts it, also while chunks are read.</param>
    /// <exception cref="DuckDbException">It failed, or a parameter has no value.</exception>
    public DuckResult Query(CancellationToken ct = default)
    {
        using var interruption = Interruption.When(ct, _connection.Handle);
        if (Api.duckdb_execute_prepared_streaming(Handle, out var result) == Api.Success)
        {
            return new DuckResult(_connection, result, ct);
        }

        try
        {
            DuckConnection.ThrowUnless(false, ref result, ct);
            return null!;
        }
        finally
        {
            Api.duckdb_destroy_result(ref result);
        }
    }

    /// <summary>Frees the statement.</summary>
    public void Dispose()
    {
        if (_handle != 0)
        {
            Api.duckdb_destroy_prepare(ref _handle);
            _handle = 0;
        }
    }

    internal DuckStatement BindAll(ReadOnlySpan<object?> values)
    {
        try
        {
            for (var i = 0; i < values.Length; i++)
            {
                BindAny(i + 1, values[i]);
            }

            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private DuckStatement BindAny(int index, object? value) => value switch
    {
        null => BindNull(index),
        bool flag => Bind(index, flag),
        sbyte or byte or short or ushort or int => Bind(index, Convert.ToInt32(value, null)),
        uint or long => Bind(index, Convert.ToInt64(value, null)),
        float or double => Bind(index, Convert.ToDouble(value, null)),
        string text => Bind(index, text),
        DateTime time => Bind(index, time),
        DateTimeOffset time => Bind(index, time.UtcDateTime),
        byte[] bytes => Bind(index, bytes),
        _ => throw new ArgumentException($"Parameter {index} is a {value.GetType().Name}, which has no binding."),
    };

    private DuckStatement Check(int index, int state) => state == Api.Success
        ? this
        : throw new ArgumentOutOfRangeException(
            nameof(index), index, $"The statement has {ParameterCount} parameters, numbered from 1.");

    private IEnumerable<ulong> Columns()
    {
        var count = Api.duckdb_prepared_statement_column_count(Handle);
        for (ulong i = 0; i < count; i++)
        {
            yield return i;
        }
    }
}
