using Millrace.Kernel.Resources;

namespace Millrace.Pipelines.Runs;

/// <summary>Divides the memory among the steps that run at once; a step that runs alone has all of it.</summary>
/// <remarks>Threads are not divided: the system shares them out well, and a fixed number keeps results reproducible.</remarks>
internal sealed class MemoryShares(ResourceBudget whole)
{
    private long free = whole.MemoryBytes;

    /// <summary>A share for the next of <paramref name="starting"/> steps that start now.</summary>
    public ResourceBudget Take(int starting)
    {
        var share = whole with { MemoryBytes = free / starting };
        free -= share.MemoryBytes;
        return share;
    }

    public void GiveBack(ResourceBudget share) => free += share.MemoryBytes;
}
