namespace Millrace.Client.Journals;

/// <summary>What a run has logged and the server has not yet acknowledged, in order. One reader; many writers.</summary>
internal interface IJournal : IAsyncDisposable
{
    /// <summary>The id that the server gave the run; null before.</summary>
    string? RunId { get; }

    /// <summary>Whether the records outlive the process.</summary>
    bool IsDurable { get; }

    /// <summary>Adds a record; when the task ends the record is as safe as this journal makes it.</summary>
    Task AppendAsync(JournalRecord record, CancellationToken ct);

    /// <summary>No more records come.</summary>
    void Complete();

    /// <summary>The next records from a position on; waits for some. Empty when no more will come.</summary>
    ValueTask<JournalPart> ReadAsync(long position, CancellationToken ct);

    /// <summary>Keeps a copy of a file until its record is sent, when the journal is durable.</summary>
    /// <returns>The file to send.</returns>
    string Keep(string file);

    /// <summary>Remembers the run's id.</summary>
    void SetRunId(string runId);

    /// <summary>Remembers that everything before a position is acknowledged.</summary>
    void MarkSent(long position);

    /// <summary>Removes what is kept; everything has been sent.</summary>
    Task RemoveAsync();
}

/// <summary>Records in order.</summary>
/// <param name="Records">Each with the position after it.</param>
internal sealed record JournalPart(IReadOnlyList<(JournalRecord Record, long End)> Records);
