namespace Millrace.Features.Expressions;

/// <summary>The types an online expression works on.</summary>
public enum ExpressionType
{
    /// <summary>BOOLEAN, three-valued.</summary>
    Boolean,

    /// <summary>Any integer up to BIGINT.</summary>
    Integer,

    /// <summary>DOUBLE (and FLOAT).</summary>
    Double,

    /// <summary>VARCHAR.</summary>
    Text,

    /// <summary>TIMESTAMP: microseconds since 1970-01-01, in no zone.</summary>
    Timestamp,

    /// <summary>TIMESTAMP WITH TIME ZONE: microseconds since 1970-01-01 UTC.</summary>
    Instant,

    /// <summary>INTERVAL of fixed length, in microseconds; months have no fixed length and are refused.</summary>
    Interval,
}

/// <summary>Names of the types.</summary>
public static class ExpressionTypes
{
    /// <summary>The type of a DuckDB type name; null for one that is not in the subset.</summary>
    public static ExpressionType? Of(string sqlType) => sqlType.ToUpperInvariant() switch
    {
        "BOOLEAN" or "BOOL" => ExpressionType.Boolean,
        "TINYINT" or "SMALLINT" or "INTEGER" or "INT" or "BIGINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" => ExpressionType.Integer,
        "DOUBLE" or "FLOAT" or "REAL" => ExpressionType.Double,
        "VARCHAR" or "TEXT" or "STRING" => ExpressionType.Text,
        "TIMESTAMP" => ExpressionType.Timestamp,
        "TIMESTAMP WITH TIME ZONE" or "TIMESTAMPTZ" => ExpressionType.Instant,
        _ => null,
    };
}
