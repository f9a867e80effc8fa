namespace Millrace.DuckDb;

/// <summary>What one database may use of the machine. Extensions are never downloaded or loaded by themselves.</summary>
public sealed record DuckDbOptions
{
    /// <summary>DuckDB's own defaults: 80 % of the memory, every core, the system's folder for temporary files.</summary>
    public static DuckDbOptions Default { get; } = new();

    /// <summary>Most memory in bytes before operators spill to disk; null for 80 % of the machine's.</summary>
    public long? MemoryLimitBytes { get; init; }

    /// <summary>Threads a query may use, 1 or more; null for one per core.</summary>
    public int? Threads { get; init; }

    /// <summary>
    /// Folder to spill into, created when missing; null for the system's. Each database makes a folder of its
    /// own inside and removes it when it closes, so databases may share this one.
    /// </summary>
    public string? TempDirectory { get; init; }

    /// <summary>Opens an existing file without the right to change it; other processes may read it as well.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>
    /// True keeps rows in the order of their source where SQL does not order them. False lets wide writes
    /// (<c>COPY … TO</c>) run on all threads and need less memory, in any order.
    /// </summary>
    public bool PreserveInsertionOrder { get; init; } = true;

    internal IEnumerable<(string Name, string Value)> Settings()
    {
        yield return ("autoinstall_known_extensions", "false");
        yield return ("autoload_known_extensions", "false");
        yield return ("preserve_insertion_order", PreserveInsertionOrder ? "true" : "false");
        yield return ("temp_directory", OwnTempDirectory());
        if (ReadOnly)
        {
            yield return ("access_mode", "READ_ONLY");
        }

        if (MemoryLimitBytes is { } bytes)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes, nameof(MemoryLimitBytes));
            yield return ("memory_limit", FormattableString.Invariant($"{bytes}B"));
        }

        if (Threads is { } threads)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads, nameof(Threads));
            yield return ("threads", FormattableString.Invariant($"{threads}"));
        }
    }

    // DuckDB empties its folder when it closes, so two databases must not share one.
    private string OwnTempDirectory()
    {
        var parent = TempDirectory ?? Path.GetTempPath();
        Directory.CreateDirectory(parent);
        return Path.Combine(parent, $"millrace-duckdb-{Guid.NewGuid():N}");
    }
}
