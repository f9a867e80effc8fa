using System.Globalization;
using Millrace.Kernel.Problems;
using Npgsql;

namespace Millrace.Postgres.Tables;

/// <summary>What PostgreSQL's failures mean to a user. None shows more of the address than host, port, database and user.</summary>
internal static class PostgresProblems
{
    private const string IdleInTransactionTimeout = "25P03";

    /// <summary>The failure as an expected one when it is the machine's or the set-up's; otherwise as it is.</summary>
    public static Exception Translate(Exception failure, PostgresAddress address) =>
        Of(failure, address) is { } problem ? new ProblemException(problem) : failure;

    /// <summary>The problem behind a failed statement, or null when it tells of a bug.</summary>
    public static Problem? Of(Exception failure, PostgresAddress address) => failure switch
    {
        PostgresException said => OfState(said, address),
        NpgsqlException { InnerException: TimeoutException } => Busy(address.Place),
        NpgsqlException { IsTransient: true } => ConnectionLost(address.Place),
        _ => null,
    };

    /// <summary>The problem behind a connection that did not come about.</summary>
    public static Problem OfOpening(Exception failure, PostgresAddress address) =>
        failure is PostgresException said && OfState(said, address) is { } problem
            ? problem
            : Unreachable(address.Place, failure.InnerException?.Message ?? failure.Message);

    public static Problem AddressUnreadable() => new(
        "tables.address-unreadable", ProblemKind.Invalid,
        "The address of the database cannot be read; it is not repeated here, since it may hold a password.",
        "Write it as postgres://user:password@host:5432/database, with special characters of the password as %40 and the like.");

    public static Problem TooOld(string place, Version found) => new(
        "tables.too-old", ProblemKind.Conflict,
        string.Create(CultureInfo.InvariantCulture, $"PostgreSQL at {place} has version {found}, but Millrace needs 15 or newer."),
        "Upgrade the server.");

    public static Problem ConnectionLost(string place) => new(
        "tables.connection-lost", ProblemKind.Unavailable,
        $"The connection to PostgreSQL at {place} broke; nothing of this was written.",
        "Try again; Millrace connects anew by itself.");

    public static Problem CommitUnknown(string place) => new(
        "tables.commit-unknown", ProblemKind.Unavailable,
        $"The connection to PostgreSQL at {place} broke during the commit: the change is either there whole or not at all.",
        "Look whether it is there before you repeat it.");

    private static Problem? OfState(PostgresException said, PostgresAddress address) => said.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => LoginRefused(address),
        PostgresErrorCodes.InvalidCatalogName => new Problem(
            "tables.database-missing", ProblemKind.NotFound,
            $"PostgreSQL has no database '{address.Database}' ({address.Place}).",
            $"Create it: CREATE DATABASE {address.Database} OWNER {address.User}"),
        PostgresErrorCodes.InsufficientPrivilege => new Problem(
            "tables.not-permitted", ProblemKind.Forbidden,
            $"PostgreSQL at {address.Place} does not let '{address.User}' do this: {said.MessageText}.",
            $"Make it the owner: ALTER DATABASE {address.Database} OWNER TO {address.User}"),
        PostgresErrorCodes.DiskFull => MachineProblems.DiskFull($"PostgreSQL at {address.Place} cannot write"),
        PostgresErrorCodes.LockNotAvailable => Busy(address.Place),
        PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.CannotConnectNow => Unreachable(address.Place, said.MessageText),
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or IdleInTransactionTimeout =>
            ConnectionLost(address.Place),
        PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter => new Problem(
            "tables.text-not-storable", ProblemKind.Invalid,
            $"PostgreSQL cannot keep this text: {said.MessageText}.", "Leave the character out."),
        _ => null,
    };

    private static Problem Unreachable(string place, string detail) => new(
        "tables.unreachable", ProblemKind.Unavailable,
        $"PostgreSQL at {place} does not answer: {detail.TrimEnd('.')}.",
        "Start it, and look whether its host and port are right.");

    private static Problem LoginRefused(PostgresAddress address) => new(
        "tables.login-refused", ProblemKind.Forbidden,
        $"PostgreSQL at {address.Place} refused the user '{address.User}' or its password.",
        "Mend the user or the password in the address.");

    private static Problem Busy(string place) => new(
        "tables.busy", ProblemKind.Busy, $"Another server has been writing to PostgreSQL at {place} for too long.",
        "Try again; SELECT * FROM pg_stat_activity shows who holds it.");
}
