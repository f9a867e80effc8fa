using System.Globalization;
using Millrace.Data.Contracts;
using Millrace.Data.Preparation;
using Millrace.DuckDb;

namespace Millrace.Data.Checks;

/// <summary>Judges all clauses in one pass over the working table, and shows a few rows of those that fail.</summary>
internal sealed class Judging(DuckConnection connection, BoundPreparation preparation, IReadOnlyList<Clause> clauses)
{
    private const int SampleCount = 5;
    private const int LongestValue = 60;

    /// <summary>SQL that is true for rows that go to quarantine.</summary>
    public string QuarantinedSql { get; } = clauses.OfType<RowClause>().Where(clause => clause.Quarantines).ToList() is { Count: > 0 } rules
        ? $"({string.Join(" OR ", rules.Select(clause => clause.FailingSql))})"
        : "false";

    /// <summary>SQL for the list of reasons why a row goes to quarantine.</summary>
    public string ReasonsSql
    {
        get
        {
            var reasons = clauses.OfType<RowClause>().Where(clause => clause.Quarantines)
                .Select(clause => $"CASE WHEN {clause.FailingSql} THEN {DuckSql.QuoteLiteral(clause.Name)} END");
            return $"list_filter([{string.Join(", ", reasons)}], lambda reason: reason IS NOT NULL)";
        }
    }

    /// <summary>Judges.</summary>
    public (IReadOnlyList<Judgement> Judgements, long RowCount, long QuarantinedCount) Run(CancellationToken ct)
    {
        var observed = clauses.Select(clause => $", CAST({clause.ObservedSql} AS BIGINT)");
        using var result = connection.Query(
            $"SELECT count(*), count(*) FILTER (WHERE {QuarantinedSql}){string.Concat(observed)} FROM {PreparationSql.Rows}", ct);
        var chunk = result.NextChunk()!;
        var numbers = Enumerable.Range(0, clauses.Count + 2).Select(i => (long?)chunk.Column(i).GetValue(0)).ToList();
        var judgements = clauses.Select((clause, i) => clause.Judge(numbers[i + 2], numbers[0]!.Value)).ToList();
        result.Dispose();
        return ([.. clauses.Zip(judgements, WithSamples)], numbers[0]!.Value, numbers[1]!.Value);
    }

    private Judgement WithSamples(Clause clause, Judgement judgement) =>
        clause is RowClause row && judgement.Result.FailingRowCount > 0
            ? judgement with { Result = judgement.Result with { Samples = Samples(row) } }
            : judgement;

    private List<string> Samples(RowClause clause)
    {
        var isPersonal = clause.Columns.Any(preparation.Personal.Contains);
        var shown = isPersonal ? [] : clause.Columns;
        var values = shown.Select(name => $", CAST({DuckSql.QuoteIdentifier(name)} AS VARCHAR)");
        var rows = connection.Rows(
            $"""
            SELECT {BoundPreparation.RowId}{string.Concat(values)} FROM {PreparationSql.Rows}
            WHERE {clause.FailingSql} ORDER BY {BoundPreparation.RowId} LIMIT {SampleCount}
            """);
        return [.. rows.Select(row => Sample(row, shown))];
    }

    private static string Sample(object?[] row, IReadOnlyList<string> names)
    {
        var number = ((long)row[0]!).ToString(CultureInfo.InvariantCulture);
        var values = names.Select((name, i) => $"{name} = {Shown((string?)row[i + 1])}");
        return names.Count == 0 ? $"row {number}" : $"row {number}: {string.Join(", ", values)}";
    }

    private static string Shown(string? value) => value is null ? "NULL"
        : value.Length <= LongestValue ? $"'{value}'"
        : $"'{value[..LongestValue]}…'";
}
