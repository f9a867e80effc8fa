namespace Millrace.DuckDb;

/// <summary>What sort of failure DuckDB reports; the numbers are those of its C API.</summary>
public enum DuckErrorKind
{
    /// <summary>DuckDB did not say.</summary>
    Unknown = 0,

    /// <summary>A value does not fit its type, or an index its bounds.</summary>
    OutOfRange = 1,

    /// <summary>A value could not be read as the wanted type, such as the text 'abc' as a number.</summary>
    Conversion = 2,

    /// <summary>Two types do not go together.</summary>
    MismatchType = 5,

    /// <summary>Division by zero.</summary>
    DivideByZero = 6,

    /// <summary>Something is too large for DuckDB.</summary>
    ObjectSize = 7,

    /// <summary>A type is not usable here.</summary>
    InvalidType = 8,

    /// <summary>Reading or writing DuckDB's own formats failed.</summary>
    Serialization = 9,

    /// <summary>A transaction conflict, or a transaction that was already aborted.</summary>
    Transaction = 10,

    /// <summary>DuckDB cannot do this.</summary>
    NotImplemented = 11,

    /// <summary>A table, view, function or setting does not exist, or exists already.</summary>
    Catalog = 13,

    /// <summary>The SQL is not well formed.</summary>
    Parser = 14,

    /// <summary>A constraint of a table was broken.</summary>
    Constraint = 18,

    /// <summary>The connection is unusable.</summary>
    Connection = 21,

    /// <summary>The SQL is not well formed.</summary>
    Syntax = 22,

    /// <summary>A setting was refused.</summary>
    Settings = 23,

    /// <summary>A column does not exist, or a function does not take these types.</summary>
    Binder = 24,

    /// <summary>A network failure.</summary>
    Network = 25,

    /// <summary>A file is missing, unreadable, broken, or the disk is full.</summary>
    IO = 28,

    /// <summary>The query was interrupted.</summary>
    Interrupt = 29,

    /// <summary>The database can no longer be used.</summary>
    Fatal = 30,

    /// <summary>A defect inside DuckDB.</summary>
    Internal = 31,

    /// <summary>The input is not acceptable, such as a malformed CSV file.</summary>
    InvalidInput = 32,

    /// <summary>The memory limit was reached and spilling was not possible, or its space was used up.</summary>
    OutOfMemory = 33,

    /// <summary>The operation is not allowed, such as reading files from a locked-down database.</summary>
    Permission = 34,

    /// <summary>A prepared statement has parameters without values.</summary>
    ParameterNotResolved = 35,

    /// <summary>A parameter stands where none may stand.</summary>
    ParameterNotAllowed = 36,

    /// <summary>Something else still depends on the object.</summary>
    Dependency = 37,

    /// <summary>A function or type lives in an extension that is not loaded.</summary>
    MissingExtension = 39,

    /// <summary>Stored data is damaged.</summary>
    DataCorruption = 43,
}
