using System.Collections.Concurrent;
using Millrace.Kernel.Digests;

namespace Millrace.Pipelines.Runs;

/// <summary>Lets the same work be done once at a time: who comes second waits, and then finds it in the cache.</summary>
internal sealed class InFlight
{
    private readonly ConcurrentDictionary<Digest, Task> turns = new();

    public async Task<IDisposable> EnterAsync(Digest key, CancellationToken ct)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (turns.GetOrAdd(key, done.Task) is var current && current != done.Task)
        {
            await current.WaitAsync(ct).ConfigureAwait(false);
        }

        return new Turn(() =>
        {
            turns.TryRemove(key, out _);
            done.SetResult();
        });
    }

    private sealed class Turn(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
