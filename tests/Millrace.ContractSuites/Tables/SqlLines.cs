using System.Data.Common;
using Millrace.Kernel.Tables;

namespace Millrace.ContractSuites.Tables;

/// <summary>One-line SQL for suites that must not depend on a module's store.</summary>
public static class SqlLines
{
    public static int Execute(this DbTransaction transaction, string sql, params (string Name, object? Value)[] values)
    {
        using var command = Command(transaction.Connection!, sql, values);
        command.Transaction = transaction;
        return command.ExecuteNonQuery();
    }

    public static object? Scalar(this DbTransaction transaction, string sql, params (string Name, object? Value)[] values)
    {
        using var command = Command(transaction.Connection!, sql, values);
        command.Transaction = transaction;
        return command.ExecuteScalar();
    }

    public static async Task<List<object?[]>> QueryAsync(this ITables tables, string sql)
    {
        await using var connection = await tables.OpenReadAsync(CancellationToken.None);
        await using var command = Command(connection, sql, []);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        }

        return rows;
    }

    private static DbCommand Command(DbConnection connection, string sql, (string Name, object? Value)[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
