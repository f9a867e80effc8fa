using System.Data.Common;

namespace Millrace.Kernel.Tables;

/// <summary>Where metadata lives: SQL written once, on SQLite or PostgreSQL.</summary>
/// <remarks>Use the SQL that both understand: times are BIGINT unix milliseconds UTC (INTEGER has 32 bits in PostgreSQL), booleans
/// INTEGER 0/1, reals DOUBLE PRECISION (a NaN becomes NULL in SQLite: keep a flag beside it), JSON is TEXT; parameters are
/// <c>@name</c>; upserts are <c>ON CONFLICT</c>; numbers that count up are counter rows (<c>UPDATE … RETURNING</c>), since the
/// engines' own sequences differ. <c>/*clustered*/</c> after the closing parenthesis of a CREATE TABLE in a migration stores its
/// rows in the order of the primary key where the engine can (SQLite: WITHOUT ROWID). A statement that failed has spoiled its
/// work: catch nothing inside. Read one result to its end before the next statement of the same connection. Text holds no
/// character 0; what sorts by text or holds NULL sorts as the engine likes, so say <c>NULLS FIRST</c> where it matters, and
/// <c>LIKE</c> minds case only in PostgreSQL. A list in <c>IN</c> has a parameter for each value; Dapper's own makes an array of
/// it on PostgreSQL. A full disk, a lock held too long and a damaged file arrive as
/// <see cref="Problems.ProblemException"/>.</remarks>
public interface ITables
{
    /// <summary>Which SQL the engine speaks, for the few places where it matters.</summary>
    SqlDialect Dialect { get; }

    /// <summary>A connection for reading; dispose it. It sees every acknowledged write, and on SQLite it knows <c>REGEXP</c>.</summary>
    Task<DbConnection> OpenReadAsync(CancellationToken ct);

    /// <summary>Queues a write. Writes of many callers share one commit; the task ends when it is durable.</summary>
    /// <param name="work">Runs alone, inside a transaction, on the connection given. An exception undoes this write only. It must
    /// be quick, keep no state outside the tables, and never queue another write and wait for it.</param>
    /// <param name="ct">Honoured until the work starts.</param>
    Task<T> WriteAsync<T>(Func<DbTransaction, T> work, CancellationToken ct);

    /// <summary>Brings a module's tables to its newest migration; already applied ones are skipped.</summary>
    /// <exception cref="Problems.ProblemException">The tables are newer than this build, or an applied migration was changed.</exception>
    Task MigrateAsync(string module, IReadOnlyList<Migration> migrations, CancellationToken ct);
}

/// <summary>The SQL dialects.</summary>
public enum SqlDialect
{
    /// <summary>SQLite 3.40 or newer.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or newer.</summary>
    Postgres,
}

/// <summary>One numbered step of a module's schema; never changed after release.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Name">What it does, in a few words.</param>
/// <param name="Sql">Statements separated by semicolons, in SQL that every dialect understands.</param>
public sealed record Migration(int Number, string Name, string Sql);

/// <summary>A module's migrations; the host applies them all before anything else runs.</summary>
/// <param name="Module">The module's name, lower case.</param>
/// <param name="Migrations">In order.</param>
public sealed record ModuleSchema(string Module, IReadOnlyList<Migration> Migrations);
