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
            if (new CulpritSearch(connection, preparation, dataset, sql, sources[dataset].Format).Find(ct) is { } problem)
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
}
