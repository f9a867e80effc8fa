namespace Millrace.DuckDb;

/// <content>Loading whole columns into arrays.</content>
public sealed unsafe partial class DuckConnection
{
    /// <summary>
    /// Reads a whole result into arrays, for millions of rows. BOOLEAN becomes bool; integers up to 32 bits int;
    /// UINTEGER, BIGINT and UBIGINT long; FLOAT float; DOUBLE, DECIMAL and HUGEINT double; timestamps of any
    /// precision and DATE microseconds since 1970-01-01 UTC; VARCHAR, ENUM dictionary-encoded texts.
    /// </summary>
    /// <param name="sql">One statement.</param>
    /// <param name="ct">Interrupts the query.</param>
    /// <returns>One array per column, exactly as long as the result.</returns>
    /// <exception cref="DuckDbException">
    /// It failed; or a column has another type (cast it in the SQL), or a UBIGINT does not fit long.
    /// </exception>
    public ColumnSet ReadColumns(string sql, CancellationToken ct = default)
    {
        using var result = Query(sql, ct);
        return result.ReadColumns();
    }
}
