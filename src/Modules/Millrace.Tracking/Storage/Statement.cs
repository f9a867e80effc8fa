using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Millrace.Tracking.Storage;

/// <summary>A command that is prepared once for its connection and then only gets new values.</summary>
/// <remarks>A connection serves one thread at a time, and so do its statements. Values stay until the next ones are given.</remarks>
internal sealed class Statement
{
    private static readonly ConditionalWeakTable<DbConnection, Dictionary<string, Statement>> Known = [];
    private readonly DbCommand command;

    private Statement(DbCommand command) => this.command = command;

    /// <summary>The statement of this text, to run inside the transaction.</summary>
    public static Statement Of(DbTransaction transaction, string sql)
    {
        var statement = Of(transaction.Connection!, sql);
        statement.command.Transaction = transaction;
        return statement;
    }

    /// <summary>The statement of this text, to read outside a transaction.</summary>
    public static Statement Of(DbConnection connection, string sql)
    {
        var known = Known.GetValue(connection, static _ => new Dictionary<string, Statement>(StringComparer.Ordinal));
        if (!known.TryGetValue(sql, out var statement))
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            known.Add(sql, statement = new Statement(command));
        }

        return statement;
    }

    /// <summary>Gives a parameter its value.</summary>
    public Statement With(string name, object? value)
    {
        var parameters = command.Parameters;
        for (var i = 0; i < parameters.Count; i++)
        {
            if (parameters[i].ParameterName == name)
            {
                parameters[i].Value = value ?? DBNull.Value;
                return this;
            }
        }

        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        parameters.Add(parameter);
        return this;
    }

    /// <summary>Runs it.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run() => command.ExecuteNonQuery();

    /// <summary>The number in the first column of the first row; null when there is none.</summary>
    public long? Number() => command.ExecuteScalar() is { } value and not DBNull ? Convert.ToInt64(value, null) : null;

    /// <summary>The text in the first column of the first row; null when there is none.</summary>
    public string? Text() => command.ExecuteScalar() as string;

    /// <summary>Its rows.</summary>
    public DbDataReader Read() => command.ExecuteReader();

    /// <summary>Its rows.</summary>
    public Task<DbDataReader> ReadAsync(CancellationToken ct) => command.ExecuteReaderAsync(ct);
}
