using Millrace.DuckDb;
using Millrace.Kernel.Steps;

namespace Millrace.Data.Reading;

/// <summary>A DuckDB for one step: its budget, its scratch folder, UTC.</summary>
internal static class DataEngine
{
    /// <summary>What an engine in a step may use.</summary>
    public static DuckDbOptions Options(StepContext context) => new()
    {
        MemoryLimitBytes = context.Budget.DuckDbMemoryBytes,
        Threads = context.Budget.Threads,
        TempDirectory = Path.Combine(context.Scratch, "spill"),
    };

    /// <summary>An empty database in memory that spills to the step's scratch folder.</summary>
    public static DuckDatabase Open(StepContext context) => DuckDatabase.Open(null, Options(context));

    /// <summary>A small empty database for looking at schemas.</summary>
    public static DuckDatabase OpenSmall() => DuckDatabase.Open(null, new DuckDbOptions { Threads = 1 });
}
