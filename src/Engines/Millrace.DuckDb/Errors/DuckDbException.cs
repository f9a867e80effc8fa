using Millrace.DuckDb.Native;

namespace Millrace.DuckDb;

/// <summary>DuckDB refused or failed; <see cref="Exception.Message"/> is its own message, first word to last.</summary>
public sealed class DuckDbException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="kind">The sort of failure; when unknown it is read from the start of the message.</param>
    /// <param name="message">DuckDB's message, such as <c>Binder Error: Referenced column "x" not found</c>.</param>
    public DuckDbException(DuckErrorKind kind, string message)
        : base(message) => Kind = kind == DuckErrorKind.Unknown ? ErrorPrefix.KindOf(message) : kind;

    /// <summary>The sort of failure.</summary>
    public DuckErrorKind Kind { get; }

    /// <summary>True when a disk, or the share of it that DuckDB may spill to, has no room left.</summary>
    public bool IsDiskFull =>
        (Kind is DuckErrorKind.IO && Message.Contains("No space left", StringComparison.OrdinalIgnoreCase))
        || (Kind is DuckErrorKind.OutOfMemory && Message.Contains("max_temp_directory_size", StringComparison.Ordinal));

    /// <summary>True when the SQL itself is at fault: it does not parse, or names what does not exist.</summary>
    public bool IsSqlFault => Kind is DuckErrorKind.Parser or DuckErrorKind.Syntax or DuckErrorKind.Binder
        or DuckErrorKind.Catalog;

    internal static DuckDbException From(ref NativeResult result) => new(
        (DuckErrorKind)Api.duckdb_result_error_type(ref result),
        NativeText.Borrowed(Api.duckdb_result_error(ref result)));
}
