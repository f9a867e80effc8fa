namespace Millrace.DuckDb;

/// <summary>DuckDB's type families; the numbers are those of its C API.</summary>
public enum DuckType
{
    /// <summary>A type this binding does not know.</summary>
    Invalid = 0,

    /// <summary>True or false, one byte.</summary>
    Boolean = 1,

    /// <summary>8-bit integer.</summary>
    TinyInt = 2,

    /// <summary>16-bit integer.</summary>
    SmallInt = 3,

    /// <summary>32-bit integer.</summary>
    Integer = 4,

    /// <summary>64-bit integer.</summary>
    BigInt = 5,

    /// <summary>8-bit integer without sign.</summary>
    UTinyInt = 6,

    /// <summary>16-bit integer without sign.</summary>
    USmallInt = 7,

    /// <summary>32-bit integer without sign.</summary>
    UInteger = 8,

    /// <summary>64-bit integer without sign.</summary>
    UBigInt = 9,

    /// <summary>32-bit floating point.</summary>
    Float = 10,

    /// <summary>64-bit floating point.</summary>
    Double = 11,

    /// <summary>Microseconds since 1970-01-01, without a zone.</summary>
    Timestamp = 12,

    /// <summary>Days since 1970-01-01.</summary>
    Date = 13,

    /// <summary>Microseconds since midnight.</summary>
    Time = 14,

    /// <summary>Months, days and microseconds.</summary>
    Interval = 15,

    /// <summary>128-bit integer; sums of integers have it.</summary>
    HugeInt = 16,

    /// <summary>UTF-8 text.</summary>
    Varchar = 17,

    /// <summary>Bytes.</summary>
    Blob = 18,

    /// <summary>Fixed-point number with a width and a scale.</summary>
    Decimal = 19,

    /// <summary>Seconds since 1970-01-01.</summary>
    TimestampSeconds = 20,

    /// <summary>Milliseconds since 1970-01-01.</summary>
    TimestampMillis = 21,

    /// <summary>Nanoseconds since 1970-01-01.</summary>
    TimestampNanos = 22,

    /// <summary>One text of a fixed list.</summary>
    Enum = 23,

    /// <summary>Any number of values of one type.</summary>
    List = 24,

    /// <summary>Named values.</summary>
    Struct = 25,

    /// <summary>Keys with values.</summary>
    Map = 26,

    /// <summary>128-bit identifier.</summary>
    Uuid = 27,

    /// <summary>One of several types.</summary>
    Union = 28,

    /// <summary>Bits.</summary>
    Bit = 29,

    /// <summary>Time of day with an offset.</summary>
    TimeTz = 30,

    /// <summary>Microseconds since 1970-01-01 UTC.</summary>
    TimestampTz = 31,

    /// <summary>128-bit integer without sign.</summary>
    UHugeInt = 32,

    /// <summary>A fixed number of values of one type.</summary>
    Array = 33,

    /// <summary>A number of any length.</summary>
    BigNum = 35,

    /// <summary>The type of a bare NULL.</summary>
    SqlNull = 36,
}
