namespace Millrace.Benchmarks.Measuring;

/// <summary>How a run of benchmarks is to be done.</summary>
/// <param name="IsQuick">A small size and few rounds, to see that everything works; such figures say nothing.</param>
/// <param name="Rounds">Measured rounds.</param>
/// <param name="Folder">For files; removed after the run.</param>
/// <param name="Note">Tells people what is going on.</param>
internal sealed record Setting(bool IsQuick, int Rounds, string Folder, Action<string> Note)
{
    /// <summary>Seed of everything random.</summary>
    public const int Seed = 20_010_601;

    /// <summary>Threads that both sides may use.</summary>
    public int Threads { get; } = Environment.ProcessorCount;

    /// <summary>The full size, or the quick one.</summary>
    public int Size(int full, int quick) => IsQuick ? quick : full;

    /// <summary>Path of a file in the folder.</summary>
    public string File(string name) => Path.Combine(Folder, name);
}
