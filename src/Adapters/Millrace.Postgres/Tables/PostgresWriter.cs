using System.Data;
using System.Data.Common;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Npgsql;

namespace Millrace.Postgres.Tables;

/// <summary>The connection that writes. Servers on one database take turns, by a lock that a transaction holds to its end.</summary>
internal sealed class PostgresWriter(PostgresAddress address) : TableWriter, IDisposable
{
    // The letters of MILLRACE as a number; PostgreSQL lets go of the lock at commit, or when the connection ends.
    private const string TakeTurn = "SELECT pg_advisory_xact_lock(5569066304901563205)";
    private const int OldestVersion = 15;
    private NpgsqlConnection? connection;

    /// <summary>Connects, unless it is connected.</summary>
    /// <exception cref="ProblemException">The server cannot be reached, refuses the login or is too old.</exception>
    public NpgsqlConnection Connect()
    {
        if (connection is { } open)
        {
            return open;
        }

        var fresh = new NpgsqlConnection(address.ForWriting);
        try
        {
            fresh.Open();
            if (fresh.PostgreSqlVersion.Major < OldestVersion)
            {
                throw new ProblemException(PostgresProblems.TooOld(address.Place, fresh.PostgreSqlVersion));
            }

            Prepare(fresh);
            connection = fresh;
            return fresh;
        }
        catch (Exception failure)
        {
            fresh.Dispose();
            throw failure is NpgsqlException or TimeoutException ? new ProblemException(PostgresProblems.OfOpening(failure, address)) : failure;
        }
    }

    public override DbTransaction Begin()
    {
        var isOld = connection is not null;
        try
        {
            return BeginOn(Connect());
        }
        catch (NpgsqlException) when (isOld && IsBroken)
        {
            // The server was started anew meanwhile. Nothing but the turn has been asked for, so asking again doubles nothing.
            Drop();
            return BeginOn(Connect());
        }
    }

    public override void Undo(DbTransaction? transaction)
    {
        try
        {
            transaction?.Rollback();
        }
        catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException)
        {
            Drop();
        }

        if (IsBroken)
        {
            Drop();
        }
    }

    public override Exception Translate(Exception failure) => PostgresProblems.Translate(failure, address);

    public override Exception TranslateShared(Exception failure, bool isCommitting) => failure switch
    {
        ProblemException => failure,
        _ when isCommitting && !IsRefusal(failure) => new ProblemException(PostgresProblems.CommitUnknown(address.Place)),
        _ when IsBroken => new ProblemException(PostgresProblems.ConnectionLost(address.Place)),
        _ => Translate(failure),
    };

    public void Dispose() => Drop();

    private bool IsBroken => connection?.FullState is null or ConnectionState.Broken or ConnectionState.Closed;

    // The server itself said that it did not commit; a shutdown may be said of a commit that is done.
    private static bool IsRefusal(Exception failure) =>
        failure is PostgresException said && !said.SqlState.StartsWith("57P", StringComparison.Ordinal);

    private static NpgsqlTransaction BeginOn(NpgsqlConnection open)
    {
        var transaction = open.BeginTransaction();
        using var turn = new NpgsqlCommand(TakeTurn, open, transaction);
        turn.ExecuteNonQuery();
        return transaction;
    }

    // Acknowledged means on disk, whatever the database was set to; stronger settings stay.
    private static void Prepare(NpgsqlConnection open)
    {
        using var command = new NpgsqlCommand(
            "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'", open);
        command.ExecuteNonQuery();
    }

    private void Drop()
    {
        connection?.Dispose();
        connection = null;
    }
}
