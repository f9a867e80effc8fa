using Millrace.DuckDb;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Resources;
using Millrace.Kernel.Verdicts;
using Millrace.Monitoring.Contracts;
using Millrace.Monitoring.Drift;
using Millrace.Statistics.Drift;

namespace Millrace.Monitoring.Files;

/// <summary>Data drift between any two files, column by column.</summary>
public static class FileComparison
{
    /// <summary>Compares the columns both files have. Numbers and booleans are compared as numbers, everything else as text.</summary>
    /// <param name="referencePath">CSV, Parquet or JSON lines.</param>
    /// <param name="currentPath">The same.</param>
    /// <param name="spec">Effects and bounds.</param>
    /// <param name="budget">What it may use.</param>
    /// <param name="clock">For the verdict's time.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The report, or problems: a file that cannot be read, no common column, no rows.</returns>
    public static Outcome<DriftReport> Compare(
        string referencePath, string currentPath, DataDriftSpec spec, ResourceBudget budget, TimeProvider clock, CancellationToken ct)
    {
        var problems = new[] { referencePath, currentPath }.Select(MonitoringProblems.OfFile).OfType<Problem>().ToList();
        if (problems.Count > 0)
        {
            return Outcome<DriftReport>.Failed(problems);
        }

        using var database = DuckDatabase.Open(null, new DuckDbOptions { MemoryLimitBytes = budget.DuckDbMemoryBytes, Threads = budget.Threads });
        using var connection = database.Connect();
        var sides = new ComparedFile?[2];
        foreach (var (index, path) in new[] { referencePath, currentPath }.Index())
        {
            var read = ComparedFile.Read(connection, path, ct);
            sides[index] = read.IsOk ? read.Value : null;
            problems.AddRange(read.Problems);
        }

        return problems.Count > 0
            ? Outcome<DriftReport>.Failed(problems)
            : Compare(sides[0]!, sides[1]!, spec, budget, clock, ct);
    }

    private static Outcome<DriftReport> Compare(
        ComparedFile reference, ComparedFile current, DataDriftSpec spec, ResourceBudget budget, TimeProvider clock, CancellationToken ct)
    {
        var names = reference.Names.Intersect(current.Names, StringComparer.Ordinal).ToList();
        if (names.Count == 0)
        {
            return MonitoringProblems.NoCommonColumn(reference.Path, reference.Names, current.Path, current.Names);
        }

        var columns = names.ConvertAll(name => Column(name, reference, current));
        var options = DriftOptionsOf.Features(spec, budget.Threads);
        var drifts = DataDrift.Compare(columns, options, ct).Select(FeatureDriftOf.Test).ToList();
        var verdict = new DriftVerdicts([], clock.GetUtcNow()).Data(drifts);
        return new DriftReport(
            1, reference.Path, current.Path, reference.RowCount, current.RowCount, drifts, null, null, null, [verdict],
            new RetrainingDecision(false, [], "manual"));
    }

    private static DriftColumn Column(string name, ComparedFile reference, ComparedFile current) =>
        reference.IsNumber(name) && current.IsNumber(name)
            ? new NumericColumn(name, reference.Numbers(name), current.Numbers(name))
            : new CategoricalColumn(name, CategorySample.Of(reference.Texts(name)), CategorySample.Of(current.Texts(name)));
}
