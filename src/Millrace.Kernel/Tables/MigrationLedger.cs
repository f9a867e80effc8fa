using System.Data.Common;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Problems;

namespace Millrace.Kernel.Tables;

/// <summary>Which migrations a database has had, with the digest of each, so that a changed one is noticed. For adapters.</summary>
public static class MigrationLedger
{
    private const string ClusteredMarker = "/*clustered*/";
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
    /// <param name="transaction">That no other writer is inside of.</param>
    /// <param name="dialect">Whose SQL the migrations become.</param>
    /// <param name="module">Whose tables.</param>
    /// <param name="migrations">All of the module's, in order.</param>
    /// <param name="clock">For the times in the ledger.</param>
    /// <exception cref="ProblemException">The database is newer than the list, or an applied one was changed.</exception>
    public static void Apply(
        DbTransaction transaction, SqlDialect dialect, string module, IReadOnlyList<Migration> migrations, TimeProvider clock)
    {
        Execute(transaction, Create);
        var applied = Read(transaction, module);
        if (applied.Count > 0 && applied.Keys.Max() is var newest && newest > migrations.Count)
        {
            throw new ProblemException(TablesProblems.Newer(module, migrations.Count, newest));
        }

        foreach (var migration in migrations)
        {
            if (!applied.TryGetValue(migration.Number, out var digest))
            {
                Execute(transaction, InDialect(migration.Sql, dialect));
                Record(transaction, module, migration, clock);
            }
            else if (digest != DigestOf(migration))
            {
                throw new ProblemException(TablesProblems.Changed(module, migration.Number, migration.Name));
            }
        }
    }

    // PostgreSQL reads the marker as the comment that it is.
    private static string InDialect(string sql, SqlDialect dialect) =>
        dialect == SqlDialect.Sqlite ? sql.Replace(ClusteredMarker, "WITHOUT ROWID", StringComparison.Ordinal) : sql;

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

        // A big table takes its time, and giving up would only mean to begin again at the next start.
        command.CommandTimeout = 0;
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
