using System.Data.Common;
using Microsoft.Data.Sqlite;
using Millrace.Kernel.Tables;
using SQLitePCL;

namespace Millrace.Embedded.Tables;

/// <summary>The connection that writes; SQLite's own lock keeps other writers out from the start of a transaction.</summary>
internal sealed class SqliteWriter(SqliteConnection connection) : TableWriter
{
    private bool IsOutsideTransaction => raw.sqlite3_get_autocommit(connection.Handle) != 0;

    public override DbTransaction Begin() => connection.BeginTransaction(deferred: false);

    // SQLite rolls back by itself when the disk is full in the middle of a commit, and does not always say so. The
    // transaction object insists on rolling back once more, so it is given something to roll back.
    public override void Undo(DbTransaction? transaction)
    {
        try
        {
            if (transaction is not null && IsOutsideTransaction)
            {
                raw.sqlite3_exec(connection.Handle, "BEGIN");
            }

            transaction?.Rollback();
        }
        catch (Exception failure) when (failure is SqliteException or InvalidOperationException)
        {
            // It was over already.
        }

        if (!IsOutsideTransaction)
        {
            raw.sqlite3_exec(connection.Handle, "ROLLBACK");
        }
    }

    public override Exception Translate(Exception failure) => SqliteProblems.Translate(failure, connection.DataSource);
}
