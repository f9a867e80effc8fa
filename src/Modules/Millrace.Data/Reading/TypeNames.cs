using System.Text.RegularExpressions;
using Millrace.DuckDb;

namespace Millrace.Data.Reading;

/// <summary>DuckDB's type names as manifests write them: lower case where that loses nothing.</summary>
internal static partial class TypeNames
{
    private static readonly HashSet<string> Integers =
        ["tinyint", "smallint", "integer", "bigint", "hugeint", "utinyint", "usmallint", "uinteger", "ubigint", "uhugeint"];

    /// <summary>A type's name for a manifest; names with fields or values of their own keep their case.</summary>
    public static string Of(DuckColumnType type) => Plain().IsMatch(type.Sql) ? type.Sql.ToLowerInvariant() : type.Sql;

    /// <summary>The one name of a type that people may write in several ways (<c>text</c>, <c>int8</c>, <c>datetime</c>).</summary>
    /// <returns>Null when there is no such type.</returns>
    public static string? Canonical(DuckConnection connection, string written)
    {
        if (!Written().IsMatch(written))
        {
            return null;
        }

        try
        {
            using var statement = connection.Prepare($"SELECT CAST(NULL AS {written})");
            return Of(statement.ColumnTypes[0]);
        }
        catch (DuckDbException failure) when (failure.IsSqlFault)
        {
            return null;
        }
    }

    /// <summary>Whether values are whole numbers.</summary>
    public static bool IsInteger(string type) => Integers.Contains(type);

    /// <summary>Whether values are floating point numbers, which may be NaN.</summary>
    public static bool IsFloating(string type) => type is "float" or "double";

    /// <summary>Whether values are numbers.</summary>
    public static bool IsNumber(string type) =>
        IsInteger(type) || IsFloating(type) || type.StartsWith("decimal", StringComparison.Ordinal);

    /// <summary>Whether values are instants or days.</summary>
    public static bool IsTime(string type) => type == "date" || type.StartsWith("timestamp", StringComparison.Ordinal);

    /// <summary>Whether text whose values were seen to be of one type may be read as another without losing anything unseen:
    /// what does not fit then fails loudly, where 7.5 read as an integer would be rounded in silence.</summary>
    public static bool CanReadTextAs(string seen, string declared) =>
        seen == declared || declared == "varchar" || seen is "varchar" or "json"
        || (IsInteger(seen) && IsNumber(declared))
        || (IsFloating(seen) && IsNumber(declared) && !IsInteger(declared))
        || (IsTime(seen) && IsTime(declared) && declared != "date");

    [GeneratedRegex(@"^[A-Z0-9_ (),\[\]]+$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_ (),\[\]]{0,99}$")]
    private static partial Regex Written();
}
