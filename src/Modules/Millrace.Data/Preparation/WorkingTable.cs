using Millrace.DuckDb;
using Millrace.Kernel.Problems;

namespace Millrace.Data.Preparation;

/// <summary>Makes the table of all rows, looked up, computed and judged: everything later reads it, so that nothing is computed twice.</summary>
internal sealed class WorkingTable(
    DuckConnection connection, BoundPreparation preparation, string dataset, IReadOnlyDictionary<string, SourceData> sources)
{
    private readonly PreparationSql sql = new(preparation, dataset, sources);

    /// <summary>Makes it.</summary>
    /// <returns>The problem of a lookup without a unique key, of a source that cannot be read as declared, or of an expression
    /// that fails on a value.</returns>
    public Outcome<Done> Create(CancellationToken ct)
    {
        for (var i = 0; i < preparation.Lookups.Count; i++)
        {
            connection.Execute(sql.CreateLookup(i), ct);
            if (TwiceTold(i) is { } problem)
            {
                return problem;
            }
        }

        foreach (var check in preparation.Checks.Where(check => check.Spec.Check == "foreign_key"))
        {
            connection.Execute(sql.CreateKeys(check), ct);
        }

        try
        {
            new ZoneMacro(connection, preparation, sql).Create();
            connection.Execute($"CREATE TEMP TABLE {PreparationSql.Rows} AS {sql.Judged()}", ct);
        }
        catch (DuckDbException failure) when (DataProblems.Machine(failure) is null)
        {
            if (Culprit(ct) is { } problem)
            {
                return problem;
            }

            throw;
        }

        foreach (var check in preparation.Checks.Where(check => check.Spec.Check == "unique"))
        {
            connection.Execute(PreparationSql.CreateDuplicates(check), ct);
        }

        return Done.Value;
    }

    private Problem? TwiceTold(int index)
    {
        var rows = connection.Rows(
            $"SELECT CAST(__m_key AS VARCHAR) FROM {PreparationSql.LookupTable(index)} GROUP BY __m_key HAVING count(*) > 1 ORDER BY __m_key LIMIT 1");
        var lookup = preparation.Lookups[index];
        return rows.Count == 0 ? null : PreparationProblems.KeyNotUnique(lookup.Source, lookup.Key, (string)rows[0][0]!);
    }

    // DuckDB does not say which expression failed: each is tried alone, after the source itself.
    private Problem? Culprit(CancellationToken ct)
    {
        if (Failure(string.Join(", ", preparation.Raw.Select(column => Checksum(DuckSql.QuoteIdentifier(column.Name)))), sql.Raw, ct) is { } unreadable)
        {
            return sources[dataset].Format == "parquet"
                ? DataProblems.SourceUnreadable($"Source '{dataset}'", "parquet", unreadable)
                : PreparationProblems.ValueType(dataset, unreadable);
        }

        for (var i = 0; i < preparation.Derived.Count; i++)
        {
            var name = preparation.Derived[i].Column.Name;
            if (Failure(Checksum(DuckSql.QuoteIdentifier(name)), sql.Derived(i + 1), ct) is { } message)
            {
                return PreparationProblems.ExpressionFailed($"derived column '{name}'", message);
            }
        }

        var all = sql.Derived(preparation.Derived.Count);
        return preparation.Checks.Where(check => check.IsRowCondition)
            .Select(check => (check, message: Failure(Checksum(check.FailingSql!), all, ct)))
            .Where(tried => tried.message is not null)
            .Select(tried => PreparationProblems.ExpressionFailed($"check '{tried.check.Name}'", tried.message!))
            .FirstOrDefault();
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
            return ErrorLines(failure.Message);
        }
    }

    private static string ErrorLines(string message) => string.Join(
        ' ', message.Split('\n').TakeWhile(line => line.Trim().Length > 0 && !line.StartsWith("LINE ", StringComparison.Ordinal)).Select(line => line.Trim()));
}
