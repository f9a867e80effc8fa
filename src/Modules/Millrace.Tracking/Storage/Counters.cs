using System.Data.Common;

namespace Millrace.Tracking.Storage;

/// <summary>Numbers that count up, in counter rows: the engines' own sequences differ.</summary>
internal static class Counters
{
    /// <summary>The next number of a run.</summary>
    public static long NextRun(DbTransaction transaction) => Take(transaction, "run", "", 1);

    /// <summary>The last of so many new numbers of metric keys.</summary>
    public static long TakeKeys(DbTransaction transaction, int count) => Take(transaction, "key", "", count);

    /// <summary>The next id of an experiment of the tenant, from 1.</summary>
    public static long NextExperiment(DbTransaction transaction, string tenant) => Take(transaction, "experiment", tenant, 1);

    private static long Take(DbTransaction transaction, string name, string tenant, long count) => Statement.Of(
        transaction,
        """
        INSERT INTO tracking_counters (name, tenant, value) VALUES (@name, @tenant, @count)
        ON CONFLICT (name, tenant) DO UPDATE SET value = tracking_counters.value + excluded.value RETURNING value
        """).With("name", name).With("tenant", tenant).With("count", count).Number()!.Value;
}
