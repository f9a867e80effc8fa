using System.Diagnostics;

namespace Millrace.Benchmarks.Measuring;

/// <summary>Something that can be measured again and again.</summary>
/// <param name="Name">What it is, with its version where it is not ours.</param>
/// <param name="MeasureAsync">One measurement: a value for each metric of the match.</param>
internal sealed record Contestant(string Name, Func<CancellationToken, Task<double[]>> MeasureAsync)
{
    /// <summary>Measures the seconds that an action takes; garbage of the round before is collected first.</summary>
    public static Contestant Timed(string name, Action action) => TimedAsync(name, _ =>
    {
        action();
        return Task.CompletedTask;
    });

    /// <inheritdoc cref="Timed"/>
    public static Contestant TimedAsync(string name, Func<CancellationToken, Task> action) => new(name, async ct =>
    {
        ct.ThrowIfCancellationRequested();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var start = Stopwatch.GetTimestamp();
        await action(ct);
        return [Stopwatch.GetElapsedTime(start).TotalSeconds];
    });
}
