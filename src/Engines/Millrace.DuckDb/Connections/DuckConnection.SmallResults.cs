namespace Millrace.DuckDb;

/// <content>Conveniences for results of a few rows; values are boxed.</content>
public sealed unsafe partial class DuckConnection
{
    /// <summary>The first column of the first row.</summary>
    /// <typeparam name="T">A type the value converts to without loss; nullable to accept NULL and an empty result.</typeparam>
    /// <param name="sql">One statement.</param>
    /// <param name="parameters">Values for its parameters, first to last.</param>
    /// <returns>The value; null when it is NULL or there are no rows, for a nullable <typeparamref name="T"/>.</returns>
    /// <exception cref="DuckDbException">It failed, or the value is NULL or missing and T cannot be null.</exception>
    /// <exception cref="InvalidCastException">The value is not a <typeparamref name="T"/>.</exception>
    public T Scalar<T>(string sql, params ReadOnlySpan<object?> parameters)
    {
        using var statement = Prepare(sql).BindAll(parameters);
        using var result = statement.Query();
        var value = result.NextChunk() is { RowCount: > 0 } chunk ? chunk.Column(0).GetValue(0) : null;
        return ScalarCast.To<T>(value);
    }

    /// <summary>All rows of a small result.</summary>
    /// <param name="sql">One statement.</param>
    /// <param name="parameters">Values for its parameters, first to last.</param>
    /// <returns>Rows with values typed as <see cref="DuckVector.GetValue"/> says.</returns>
    /// <exception cref="DuckDbException">It failed.</exception>
    public DuckRows Rows(string sql, params ReadOnlySpan<object?> parameters)
    {
        using var statement = Prepare(sql).BindAll(parameters);
        using var result = statement.Query();
        return DuckRows.ReadAll(result);
    }

    /// <summary>Runs one statement with parameters and drops its rows.</summary>
    /// <param name="sql">One statement.</param>
    /// <param name="parameters">Values for its parameters, first to last.</param>
    /// <returns>Rows it changed.</returns>
    /// <exception cref="DuckDbException">It failed.</exception>
    public long ExecuteWith(string sql, params ReadOnlySpan<object?> parameters)
    {
        using var statement = Prepare(sql).BindAll(parameters);
        return statement.Execute();
    }
}
