namespace Millrace.Kernel.Resources;

/// <summary>What one process may use, divided among DuckDB, XGBoost and ONNX Runtime.</summary>
/// <param name="Threads">At least 1.</param>
/// <param name="MemoryBytes">Working memory; DuckDB gets a share of it, never all, because its limit is no cap on the process.</param>
public sealed record ResourceBudget(int Threads, long MemoryBytes)
{
    /// <summary>All cores, and 3 GB at most.</summary>
    public static ResourceBudget Default { get; } = new(
        Math.Max(1, Environment.ProcessorCount),
        Math.Min(3_000_000_000, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2));

    /// <summary>DuckDB's <c>memory_limit</c>: half of the budget, since arrays of ours live beside it.</summary>
    public long DuckDbMemoryBytes => MemoryBytes / 2;
}
