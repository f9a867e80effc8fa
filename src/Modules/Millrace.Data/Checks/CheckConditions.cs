using System.Globalization;
using Millrace.Data.Contracts;
using Millrace.Data.Reading;
using Millrace.DuckDb;

namespace Millrace.Data.Checks;

/// <summary>The condition under which a row fails a check.</summary>
/// <remarks>A NULL passes between, in_set, matches and foreign_key, as in SQL constraints: whether it may be NULL is not_null's
/// matter. An expression must be true; NULL is not. NaN lies between no bounds.</remarks>
internal static class CheckConditions
{
    // From here on neighbouring whole numbers have no doubles of their own.
    private const double ExactIntegers = 9007199254740992;

    /// <summary>SQL that is true or false, never NULL.</summary>
    public static string Failing(BoundCheck check) => check.Spec.Check == "expression"
        ? $"(NOT coalesce(CAST({check.Expression!.Embedded} AS BOOLEAN), false))"
        : $"({string.Join(" OR ", check.Columns.Select(column => OneColumn(check, column)))})";

    private static string OneColumn(BoundCheck check, DatasetColumn column)
    {
        var name = DuckSql.QuoteIdentifier(column.Name);
        return check.Spec.Check switch
        {
            "not_null" => $"{name} IS NULL",
            "between" => $"coalesce({Outside(check.Spec, column, name)}, false)",
            "in_set" => $"coalesce({name} NOT IN ({Values(check.Spec, column)}), false)",
            "matches" => $"coalesce(NOT regexp_matches({name}, {DuckSql.QuoteLiteral(check.Spec.Pattern!)}), false)",
            "foreign_key" => $"({name} IS NOT NULL AND {name} NOT IN (SELECT key FROM {check.KeyTable}))",
            _ => throw new InvalidOperationException($"Check '{check.Spec.Check}' has no condition on rows."),
        };
    }

    private static string Outside(CheckSpec spec, DatasetColumn column, string name)
    {
        var parts = new List<string>();
        if (spec.Min is { } min)
        {
            parts.Add($"{name} < {Number(min)}");
        }

        if (spec.Max is { } max)
        {
            parts.Add($"{name} > {Number(max)}");
        }

        if (TypeNames.IsFloating(column.Type))
        {
            parts.Add($"isnan({name})");
        }

        return string.Join(" OR ", parts);
    }

    private static string Values(CheckSpec spec, DatasetColumn column) => string.Join(
        ", ", spec.Values!.Select(value => $"CAST({DuckSql.QuoteLiteral(value)} AS {column.Type})"));

    // A whole number is compared as such, so that large integers keep their last digits.
    private static string Number(double value) => Math.Abs(value) < ExactIntegers && value == Math.Floor(value)
        ? ((long)value).ToString(CultureInfo.InvariantCulture)
        : $"CAST('{value.ToString("R", CultureInfo.InvariantCulture)}' AS DOUBLE)";
}
