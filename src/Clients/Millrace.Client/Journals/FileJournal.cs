using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;

namespace Millrace.Client.Journals;

/// <summary>A journal in a folder: a line for each record, on the disk before the caller goes on.</summary>
/// <remarks>Records of many callers share one flush. A line that a crash cut off was never acknowledged and is passed over.
/// The folder is locked, so that a process that catches up does not meet the one that still writes.</remarks>
internal sealed class FileJournal : IJournal
{
    private const string JournalFile = "journal.jsonl";
    private const string SentFile = "sent";
    private const string RunIdFile = "run-id";
    private const string LockFile = "lock";
    private const int MostBytesAtOnce = 1024 * 1024;
    private readonly string folder;
    private readonly FileStream file;
    private readonly FileStream held;
    private readonly Channel<(byte[] Line, TaskCompletionSource Done)> queue =
        Channel.CreateUnbounded<(byte[], TaskCompletionSource)>(new() { SingleReader = true });

    private readonly SemaphoreSlim grown = new(0);
    private readonly Task writing;
    private long durableBytes;
    private int keptCount;

    private FileJournal(string folder, FileStream held)
    {
        (this.folder, this.held) = (folder, held);
        file = new FileStream(In(JournalFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        RunId = File.Exists(In(RunIdFile)) ? File.ReadAllText(In(RunIdFile)) : null;
        SentBytes = File.Exists(In(SentFile)) ? long.Parse(File.ReadAllText(In(SentFile)), CultureInfo.InvariantCulture) : 0;
        durableBytes = WholeLines(file);
        file.SetLength(durableBytes);
        file.Position = durableBytes;
        keptCount = Directory.EnumerateFiles(folder, "kept-*").Count();
        writing = WriteAsync();
    }

    public string? RunId { get; private set; }

    public bool IsDurable => true;

    /// <summary>Everything before this position has been acknowledged.</summary>
    public long SentBytes { get; private set; }

    /// <summary>Opens a run's folder, or makes it.</summary>
    /// <exception cref="IOException">Another process writes or sends this run.</exception>
    public static FileJournal Open(string folder)
    {
        Directory.CreateDirectory(folder);
        return new FileJournal(
            folder, new FileStream(Path.Combine(folder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
    }

    /// <summary>Folders of runs below a folder.</summary>
    public static IReadOnlyList<string> Folders(string offlineFolder) => Directory.Exists(offlineFolder)
        ? [.. Directory.EnumerateDirectories(offlineFolder).Where(run => File.Exists(Path.Combine(run, JournalFile))).Order(StringComparer.Ordinal)]
        : [];

    public async Task AppendAsync(JournalRecord record, CancellationToken ct)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(record, JournalJson.Default.JournalRecord), (byte)'\n'];
        await queue.Writer.WriteAsync((line, done), ct).ConfigureAwait(false);
        await done.Task.ConfigureAwait(false);
    }

    public void Complete() => queue.Writer.TryComplete();

    public async ValueTask<JournalPart> ReadAsync(long position, CancellationToken ct)
    {
        while (Interlocked.Read(ref durableBytes) <= position)
        {
            ct.ThrowIfCancellationRequested();
            if (writing.IsCompleted && Interlocked.Read(ref durableBytes) <= position)
            {
                return new JournalPart([]);
            }

            await Task.WhenAny(grown.WaitAsync(ct), writing).ConfigureAwait(false);
        }

        return new JournalPart(Read(position));
    }

    public string Keep(string path)
    {
        var copy = In($"kept-{Interlocked.Increment(ref keptCount)}");
        using (var source = File.OpenRead(path))
        using (var target = File.Create(copy + ".part"))
        {
            source.CopyTo(target);
            target.Flush(flushToDisk: true);
        }

        File.Move(copy + ".part", copy, overwrite: true);
        return copy;
    }

    public void SetRunId(string runId)
    {
        Replace(RunIdFile, runId);
        RunId = runId;
    }

    // Losing this after a crash only sends some records again, and the server takes the same record twice as one.
    public void MarkSent(long position)
    {
        Replace(SentFile, position.ToString(CultureInfo.InvariantCulture));
        SentBytes = position;
    }

    public async Task RemoveAsync()
    {
        await DisposeAsync().ConfigureAwait(false);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Keeps the records for people, under a name that is not sent again.</summary>
    public async Task SetAsideAsync()
    {
        await DisposeAsync().ConfigureAwait(false);
        File.Move(In(JournalFile), In("refused.jsonl"), overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        Complete();
        await writing.ConfigureAwait(false);
        await file.DisposeAsync().ConfigureAwait(false);
        await held.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WriteAsync()
    {
        var waiting = new List<TaskCompletionSource>();
        while (await queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            waiting.Clear();
            try
            {
                while (queue.Reader.TryRead(out var next))
                {
                    waiting.Add(next.Done);
                    file.Write(next.Line);
                }

                file.Flush(flushToDisk: true);
                Interlocked.Exchange(ref durableBytes, file.Position);
                waiting.ForEach(done => done.TrySetResult());
            }
            catch (IOException fault)
            {
                waiting.ForEach(done => done.TrySetException(fault));
            }

            grown.Release();
        }
    }

    private List<(JournalRecord, long)> Read(long position)
    {
        using var reading = new FileStream(In(JournalFile), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        reading.Position = position;
        var bytes = new byte[Math.Min(MostBytesAtOnce, Interlocked.Read(ref durableBytes) - position)];
        reading.ReadExactly(bytes);
        var part = new List<(JournalRecord, long)>();
        var start = 0;
        for (int end; (end = Array.IndexOf(bytes, (byte)'\n', start)) >= 0; start = end + 1)
        {
            part.Add((JsonSerializer.Deserialize(bytes.AsSpan(start, end - start), JournalJson.Default.JournalRecord)!, position + end + 1));
        }

        return part;
    }

    private static long WholeLines(FileStream file)
    {
        var buffer = new byte[64 * 1024];
        var (whole, at) = (0L, 0L);
        file.Position = 0;
        for (int count; (count = file.Read(buffer)) > 0; at += count)
        {
            if (buffer.AsSpan(0, count).LastIndexOf((byte)'\n') is >= 0 and var last)
            {
                whole = at + last + 1;
            }
        }

        return whole;
    }

    private void Replace(string name, string text)
    {
        File.WriteAllText(In(name) + ".part", text);
        File.Move(In(name) + ".part", In(name), overwrite: true);
    }

    private string In(string name) => Path.Combine(folder, name);
}
