using Millrace.Features.Contracts;

namespace Millrace.Features.Binding;

/// <summary>Types of columns and features.</summary>
internal static class FeatureTypes
{
    private static readonly HashSet<string> Integers =
        ["tinyint", "smallint", "integer", "bigint", "utinyint", "usmallint", "uinteger"];

    /// <summary>Types that an on-demand feature may have.</summary>
    public static IReadOnlyList<string> Names { get; } = ["double", "integer", "boolean", "varchar"];

    /// <summary>How a feature of this type travels.</summary>
    public static FeatureType Travelling(string type) => type == "varchar" ? FeatureType.Text : FeatureType.Number;

    /// <summary>Whether values are booleans or integers that fit 64 bits, so that they are summed as integers.</summary>
    public static bool IsWhole(string type) => type == "boolean" || Integers.Contains(type);

    /// <summary>Whether values are rounded binary fractions.</summary>
    public static bool IsFloating(string type) => type is "float" or "double";

    /// <summary>Whether values are numbers or booleans.</summary>
    public static bool IsNumeric(string type) =>
        IsWhole(type) || IsFloating(type) || type is "hugeint" or "ubigint" or "uhugeint"
        || type.StartsWith("decimal", StringComparison.Ordinal);

    /// <summary>Whether values are instants, days or times of the day.</summary>
    public static bool IsTime(string type) =>
        type == "date" || type.StartsWith("time", StringComparison.Ordinal) || type == "interval";
}
