using System.Text.RegularExpressions;
using Millrace.DuckDb;
using Millrace.DuckDb.Expressions;
using Millrace.Kernel.Problems;

namespace Millrace.Data.Preparation;

/// <summary>Finds what made a preparation fail on a value: DuckDB does not say which expression it was, so the source and
/// then each expression are tried alone.</summary>
internal sealed partial class CulpritSearch(
    DuckConnection connection, BoundPreparation preparation, string dataset, PreparationSql sql, string format)
{
    private const string Hidden = "the value is personal data and is not shown";

    /// <summary>The problem, or null when nothing fails alone.</summary>
    public Problem? Find(CancellationToken ct) => InSource(ct) ?? InDerived(ct) ?? InChecks(ct);

    private Problem? InSource(CancellationToken ct)
    {
        var columns = string.Join(", ", preparation.Raw.Select(column => Checksum(DuckSql.QuoteIdentifier(column.Name))));
        return Failure(columns, sql.Raw, ct) is not { } message ? null
            : format == "parquet" ? DataProblems.SourceUnreadable($"Source '{dataset}'", format, message)
            : PreparationProblems.ValueType(dataset, preparation.Personal.Count == 0 ? message : Quoted().Replace(message, "a value"));
    }

    private Problem? InDerived(CancellationToken ct) => preparation.Derived.Index()
        .Select(pair => Tried($"derived column '{pair.Item.Column.Name}'", pair.Item.Expression, DuckSql.QuoteIdentifier(pair.Item.Column.Name), pair.Index + 1, ct))
        .FirstOrDefault(problem => problem is not null);

    private Problem? InChecks(CancellationToken ct) => preparation.Checks
        .Where(check => check.IsRowCondition)
        .Select(check => Tried($"check '{check.Name}'", check.Expression, check.FailingSql!, preparation.Derived.Count, ct))
        .FirstOrDefault(problem => problem is not null);

    private Problem? Tried(string what, ScalarExpression? expression, string value, int derivedCount, CancellationToken ct)
    {
        var isPersonal = expression is not null && expression.Columns.Any(preparation.Personal.Contains);
        return Failure(Checksum(value), sql.Derived(derivedCount), ct) is { } message
            ? PreparationProblems.ExpressionFailed(what, isPersonal ? Hidden : message)
            : null;
    }

    // A count could be answered from statistics, without computing anything.
    private static string Checksum(string value) => $"bit_xor(hash({value}))";

    private string? Failure(string select, string from, CancellationToken ct)
    {
        try
        {
            connection.Execute($"SELECT {select} FROM {from}", ct);
            return null;
        }
        catch (DuckDbException failure)
        {
            return Told(failure.Message);
        }
    }

    // The first paragraph without the line itself: what follows is advice on options that users do not see.
    private static string Told(string message) => string.Join(
        ' ',
        message.Split('\n')
            .TakeWhile(line => line.Trim().Length > 0 && !line.StartsWith("LINE ", StringComparison.Ordinal))
            .Where(line => !line.StartsWith("Original Line", StringComparison.Ordinal))
            .Select(line => line.Trim()));

    [GeneratedRegex("""(?<=string )".*"(?= to)|(?<=numerical: )".*?"$""")]
    private static partial Regex Quoted();
}
