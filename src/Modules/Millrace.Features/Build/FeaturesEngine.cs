using Millrace.DuckDb;
using Millrace.Kernel.Steps;

namespace Millrace.Features.Build;

/// <summary>A DuckDB for one step: its budget, its scratch folder, no way to other files.</summary>
internal static class FeaturesEngine
{
    /// <summary>An empty database in memory that may read the folders of these files and write to the scratch folder.</summary>
    public static DuckDatabase Open(StepContext context, IReadOnlyList<string> paths)
    {
        var database = DuckDatabase.Open(null, new DuckDbOptions
        {
            MemoryLimitBytes = context.Budget.DuckDbMemoryBytes,
            Threads = context.Budget.Threads,
            TempDirectory = Path.Combine(context.Scratch, "spill"),
        });
        var folders = paths.Select(path => Path.GetDirectoryName(Path.GetFullPath(path))!);
        database.LockDown([.. folders.Append(context.Scratch).Distinct(StringComparer.Ordinal)]);
        return database;
    }
}
