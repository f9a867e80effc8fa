namespace Millrace.Features.Windows;

/// <summary>
/// When each row of a dataset counts. A row is inside a window w at t exactly when t lies in
/// [max(created, event + 1 µs), event + w]: it happened before t and not longer than w ago, and was known at t.
/// The row's own instant is never inside, so a row never sees itself or its twins.
/// </summary>
/// <remarks>All instants are microseconds since 1970-01-01 UTC. Every view of a dataset shares one timeline.</remarks>
internal sealed class Timeline
{
    /// <summary>The start of a row whose created time is unknown: it never counts.</summary>
    public const long Never = long.MaxValue;

    private Timeline(long[] events, long[] starts, int[] startOrder, long[] sortedStarts) =>
        (Events, Starts, StartOrder, SortedStarts) = (events, starts, startOrder, sortedStarts);

    /// <summary>Event times, ascending.</summary>
    public long[] Events { get; }

    /// <summary>By row: the first instant at which it counts, or <see cref="Never"/>.</summary>
    public long[] Starts { get; }

    /// <summary>Rows by ascending start; rows that never count are at the end.</summary>
    public int[] StartOrder { get; }

    /// <summary><see cref="Starts"/> in that order.</summary>
    public long[] SortedStarts { get; }

    /// <summary>Rows.</summary>
    public int RowCount => Events.Length;

    /// <summary>Makes the timeline.</summary>
    /// <param name="events">Ascending.</param>
    /// <param name="created">By row, in any order; <see cref="Never"/> where unknown; null when all are known as they happen.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the events are not ascending.</exception>
    public static Timeline Of(long[] events, long[]? created)
    {
        if (created is not null && created.Length != events.Length)
        {
            throw new ArgumentException($"There are {events.Length} events but {created.Length} created times.");
        }

        if (!TimeOrder.IsAscending(events))
        {
            throw new ArgumentException("Event times must be ascending.", nameof(events));
        }

        var starts = new long[events.Length];
        for (var row = 0; row < starts.Length; row++)
        {
            starts[row] = Math.Max(events[row] + 1, created is null ? long.MinValue : created[row]);
        }

        var order = TimeOrder.Of(starts);
        return new Timeline(events, starts, order, Array.ConvertAll(order, row => starts[row]));
    }

    /// <summary>Whether the row is ever inside a window of this length: a row that becomes known too late is not.</summary>
    public bool Reaches(int row, long windowMicros) => Starts[row] != Never && Starts[row] <= Events[row] + windowMicros;
}
