using System.Data.Common;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;

namespace Millrace.Embedded.Tables;

/// <summary>Which migrations a database has had, with the digest of each, so that a changed one is noticed.</summary>
internal static class MigrationLedger
{
    private const string Create =
        """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            module TEXT NOT NULL,
            number INTEGER NOT NULL,
            name TEXT NOT NULL,
            digest TEXT NOT NULL,
            applied_at BIGINT NOT NULL,
            PRIMARY KEY (module, number))
        """;

    /// <summary>Applies what is missing, all or nothing.</summary>
    /// <exception cref="ProblemException">The database is newer than the list, or an applied one was changed.</exception>
    public static void Apply(
        DbTransaction transaction, string module, IReadOnlyList<Migration> migrations, TimeProvider clock)
    {
        Execute(transaction, Create);
        var applied = Read(transaction, module);
        if (applied.Count > 0 && applied.Keys.Max() is var newest && newest > migrations.Count)
        {
            throw new ProblemException(SqliteProblems.Newer(module, migrations.Count, newest));
        }

        foreach (var migration in migrations)
        {
            if (!applied.TryGetValue(migration.Number, out var digest))
            {
                Execute(transaction, migration.Sql);
                Record(transaction, module, migration, clock);
            }
            else if (digest != DigestOf(migration))
            {
                throw new ProblemException(SqliteProblems.Changed(module, migration.Number, migration.Name));
            }
        }
    }

    // Whitespace is not a change: a reformatted source file must not lock people out of their homes.
    private static string DigestOf(Migration migration) =>
        Digest.Of(string.Join(' ', migration.Sql.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))).ToString();

    private static Dictionary<int, string> Read(DbTransaction transaction, string module)
    {
        using var command = Command(transaction, "SELECT number, digest FROM schema_migrations WHERE module = @module");
        Add(command, "module", module);
        using var reader = command.ExecuteReader();
        var applied = new Dictionary<int, string>();
        while (reader.Read())
        {
            applied.Add(reader.GetInt32(0), reader.GetString(1));
        }

        return applied;
    }

    private static void Record(DbTransaction transaction, string module, Migration migration, TimeProvider clock)
    {
        using var command = Command(
            transaction,
            "INSERT INTO schema_migrations (module, number, name, digest, applied_at) VALUES (@module, @number, @name, @digest, @at)");
        Add(command, "module", module);
        Add(command, "number", migration.Number);
        Add(command, "name", migration.Name);
        Add(command, "digest", DigestOf(migration));
        Add(command, "at", clock.GetUtcNow().ToUnixTimeMilliseconds());
        command.ExecuteNonQuery();
    }

    private static void Execute(DbTransaction transaction, string sql)
    {
        using var command = Command(transaction, sql);
        command.ExecuteNonQuery();
    }

    private static DbCommand Command(DbTransaction transaction, string sql)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
