using Millrace.Data.Contracts;
using Millrace.Data.Preparation;
using Millrace.DuckDb;
using Millrace.DuckDb.Expressions;

namespace Millrace.Data.Checks;

/// <summary>A check whose columns, values and expression are known to be good.</summary>
/// <param name="Index">Its place in the file, from 0.</param>
/// <param name="Spec">As written, with the columns' names as in the data.</param>
/// <param name="Name">What it is called; different from all others.</param>
/// <param name="Columns">The columns it looks at: those it names, or those its expression does.</param>
/// <param name="Expression">Of an expression check.</param>
internal sealed record BoundCheck(
    int Index, CheckSpec Spec, string Name, IReadOnlyList<DatasetColumn> Columns, ScalarExpression? Expression)
{
    /// <summary>Whether failing ends the run, and failing rows go to quarantine.</summary>
    public bool IsError => Spec.Severity == "error";

    /// <summary>Whether it judges each row by that row alone.</summary>
    public bool IsRowCondition => Spec.Check is not ("row_count" or "freshness" or "unique");

    /// <summary>Column of the working table that is true for failing rows; of row conditions.</summary>
    public string FailFlag => FormattableString.Invariant($"__m_fail_{Index}");

    /// <summary>Table with the <c>_row_id</c> of every later duplicate; of unique.</summary>
    public string DuplicateTable => FormattableString.Invariant($"__m_duplicates_{Index}");

    /// <summary>Table with the keys that there are; of foreign_key.</summary>
    public string KeyTable => FormattableString.Invariant($"__m_keys_{Index}");

    /// <summary>True, never NULL, for rows that fail; null for checks that judge several rows at once.</summary>
    public string? FailingSql => IsRowCondition ? CheckConditions.Failing(this) : Spec.Check == "unique"
        ? $"({DuckSql.QuoteIdentifier(BoundPreparation.RowId)} IN (SELECT {DuckSql.QuoteIdentifier(BoundPreparation.RowId)} FROM {DuplicateTable}))"
        : null;
}
