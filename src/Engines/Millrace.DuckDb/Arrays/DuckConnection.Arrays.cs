using Millrace.DuckDb.Arrays;

namespace Millrace.DuckDb;

/// <content>Handing arrays to DuckDB.</content>
public sealed unsafe partial class DuckConnection
{
    /// <summary>
    /// Lets this connection select from .NET arrays without loading them: <c>COPY (SELECT * FROM name) TO 'x.parquet'</c>
    /// streams straight from the arrays. Rows keep their order unless the database was opened with
    /// <see cref="DuckDbOptions.PreserveInsertionOrder"/> false, where several threads read at once.
    /// </summary>
    /// <param name="name">A name to select from; hides a table of the same name on this connection.</param>
    /// <param name="columns">Columns of one length; their arrays are read in place and must not change meanwhile.</param>
    /// <returns>The registration; dispose it to let the arrays go.</returns>
    /// <exception cref="ArgumentException">The columns differ in length, or a name occurs twice.</exception>
    /// <exception cref="DuckDbException">DuckDB refused the name.</exception>
    public ArrayTable RegisterArrays(string name, params IReadOnlyList<DuckColumn> columns)
    {
        var view = DuckSql.QuoteIdentifier(name);
        var number = Database.Arrays.Add(new ArraySource(columns));
        try
        {
            Execute($"CREATE OR REPLACE TEMP VIEW {view} AS SELECT * FROM {ArrayTables.FunctionName}({number})");
            return new ArrayTable(this, name, number);
        }
        catch
        {
            Database.Arrays.Remove(number);
            throw;
        }
    }

    /// <summary>Opens an appender that adds rows to an existing table.</summary>
    /// <param name="table">The table's name, not quoted.</param>
    /// <param name="schema">Its schema; null for the current one.</param>
    /// <exception cref="DuckDbException">There is no such table.</exception>
    public DuckAppender Append(string table, string? schema = null) => new(this, table, schema);
}
