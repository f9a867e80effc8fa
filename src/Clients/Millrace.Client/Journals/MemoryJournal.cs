using System.Threading.Channels;

namespace Millrace.Client.Journals;

/// <summary>A journal that ends with the process.</summary>
internal sealed class MemoryJournal : IJournal
{
    private const int MostAtOnce = 4000;

    // A training loop that logs faster than the server takes it must not fill the memory: it waits.
    private readonly Channel<JournalRecord> records = Channel.CreateBounded<JournalRecord>(100_000);
    private long read;

    public string? RunId { get; private set; }

    public bool IsDurable => false;

    public Task AppendAsync(JournalRecord record, CancellationToken ct) => records.Writer.WriteAsync(record, ct).AsTask();

    public void Complete() => records.Writer.TryComplete();

    public async ValueTask<JournalPart> ReadAsync(long position, CancellationToken ct)
    {
        var part = new List<(JournalRecord, long)>();
        if (await records.Reader.WaitToReadAsync(ct).ConfigureAwait(false))
        {
            while (part.Count < MostAtOnce && records.Reader.TryRead(out var record))
            {
                part.Add((record, ++read));
            }
        }

        return new JournalPart(part);
    }

    public string Keep(string file) => file;

    public void SetRunId(string runId) => RunId = runId;

    public void MarkSent(long position)
    {
    }

    public Task RemoveAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Complete();
        return ValueTask.CompletedTask;
    }
}
