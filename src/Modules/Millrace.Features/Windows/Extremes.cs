namespace Millrace.Features.Windows;

/// <summary>
/// Running minimum or maximum of every entity over one window. Per entity it keeps only the rows that can still win: by
/// ascending event time, hence by order of leaving, their values strictly worsen. All lists share two arrays of links.
/// </summary>
/// <remarks>A row that becomes known late is put at its place by walking back over the newer rows that can still win,
/// usually a handful.</remarks>
internal sealed class Extremes
{
    private const int None = -1;

    private readonly ValueSeries series;
    private readonly long[] events;
    private readonly int sign;
    private readonly int[] oldest;
    private readonly int[] newest;
    private readonly int[] older;
    private readonly int[] newer;

    /// <summary>Starts empty.</summary>
    public Extremes(ValueSeries series, long[] events, int entityCount, bool isMaximum)
    {
        (this.series, this.events, sign) = (series, events, isMaximum ? 1 : -1);
        (oldest, newest) = (new int[entityCount], new int[entityCount]);
        (older, newer) = (new int[events.Length], new int[events.Length]);
        Array.Fill(oldest, None);
        Array.Fill(newest, None);
    }

    /// <summary>The row becomes known.</summary>
    public void Add(int row, int entity)
    {
        if (series.IsNull(row))
        {
            return;
        }

        var (before, after) = (newest[entity], None);
        while (before != None && events[before] > events[row])
        {
            (before, after) = (older[before], before);
        }

        // The next newer row is the best of the newer ones; if it is as good, this row can never win.
        if (after != None && IsAsGood(after, row))
        {
            return;
        }

        while (before != None && IsAsGood(row, before))
        {
            before = older[before];
        }

        Link(entity, before, row);
        Link(entity, row, after);
    }

    /// <summary>The best value among known rows with an event time of at least <paramref name="from"/>; NaN for none.</summary>
    /// <param name="entity">Whose rows.</param>
    /// <param name="from">Must not go back from call to call: older rows are dropped for good.</param>
    public double Best(int entity, long from)
    {
        var row = oldest[entity];
        while (row != None && events[row] < from)
        {
            row = newer[row];
        }

        Link(entity, None, row);
        return row == None ? double.NaN : series[row];
    }

    private bool IsAsGood(int row, int other) => series[row].CompareTo(series[other]) * sign >= 0;

    private void Link(int entity, int before, int after)
    {
        (before == None ? ref oldest[entity] : ref newer[before]) = after;
        (after == None ? ref newest[entity] : ref older[after]) = before;
    }
}
