using System.Collections.Concurrent;
using System.Diagnostics;

namespace Millrace.Embedded.Jobs;

/// <summary>Starts all worker processes from one thread that lives as long as their owner.</summary>
/// <remarks>A worker asks the system to be killed with its parent, and to Linux the parent is the thread that started it,
/// not the process: started from a pool thread, it would die whenever the pool shrinks.</remarks>
internal sealed class ProcessStarter : IDisposable
{
    private readonly BlockingCollection<(ProcessStartInfo Info, TaskCompletionSource<Process> Started)> requests = [];
    private readonly Thread thread;

    public ProcessStarter()
    {
        thread = new Thread(StartUntilClosed) { IsBackground = true, Name = "millrace-process-starter" };
        thread.Start();
    }

    public Task<Process> StartAsync(ProcessStartInfo info)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        requests.Add((info, started));
        return started.Task;
    }

    /// <summary>Ends the thread, and with it every worker that still runs.</summary>
    public void Dispose()
    {
        requests.CompleteAdding();
        thread.Join();
        requests.Dispose();
    }

    private void StartUntilClosed()
    {
        foreach (var (info, started) in requests.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(info)!);
            }
            catch (Exception failure)
            {
                started.SetException(failure);
            }
        }
    }
}
