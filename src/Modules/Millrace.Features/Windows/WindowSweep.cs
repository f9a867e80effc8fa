namespace Millrace.Features.Windows;

/// <summary>
/// One window of one view, moved forward in time over all entities at once: rows enter when they become known and leave
/// when they are too old, and each query reads the counters of its entity. Every row enters and leaves once.
/// </summary>
internal sealed class WindowSweep
{
    private readonly Timeline timeline;
    private readonly EntityCodes entities;
    private readonly MeasureTable measures;
    private readonly IReadOnlyList<WindowAggregate> aggregates;
    private readonly Extremes?[] extremes;
    private readonly Extremes[] usedExtremes;
    private readonly long windowMicros;
    private readonly long[] counters;
    private int entering;
    private int leaving;

    /// <summary>Starts before the first row.</summary>
    public WindowSweep(
        Timeline timeline, EntityCodes entities, IReadOnlyList<WindowAggregate> aggregates, MeasureTable measures, long windowMicros)
    {
        (this.timeline, this.entities, this.aggregates, this.measures) = (timeline, entities, aggregates, measures);
        this.windowMicros = windowMicros;
        counters = new long[(long)entities.EntityCount * (measures.Width + 1)];
        extremes = [.. aggregates.Select(a => a.IsExtreme
            ? new Extremes(a.Series!, timeline.Events, entities.EntityCount, a.Function == WindowFunction.Max)
            : null)];
        usedExtremes = [.. extremes.OfType<Extremes>()];
    }

    /// <summary>Answers the next queries.</summary>
    /// <param name="instants">All queries' instants, ascending.</param>
    /// <param name="from">The first query to answer, where the last call ended.</param>
    /// <param name="to">The query after the last one to answer.</param>
    /// <param name="values">One array per aggregate; query <paramref name="from"/> is written to place 0.</param>
    public void Answer(ReadOnlySpan<long> instants, int from, int to, ReadOnlySpan<double[]> values)
    {
        for (var query = from; query < to; query++)
        {
            var instant = instants[query];
            Enter(instant);
            Leave(instant - windowMicros);
            Write(entities.Queries[query], instant, query - from, values);
        }
    }

    private void Enter(long instant)
    {
        var (starts, order) = (timeline.SortedStarts, timeline.StartOrder);
        for (; entering < starts.Length && starts[entering] <= instant && starts[entering] != Timeline.Never; entering++)
        {
            var row = order[entering];
            var entity = entities.Rows[row];
            if (entity < 0 || !timeline.Reaches(row, windowMicros))
            {
                continue;
            }

            Move(row, entity, 1);
            foreach (var extreme in usedExtremes)
            {
                extreme.Add(row, entity);
            }
        }
    }

    private void Leave(long from)
    {
        var events = timeline.Events;
        for (; leaving < events.Length && events[leaving] < from; leaving++)
        {
            var entity = entities.Rows[leaving];
            if (entity >= 0 && timeline.Reaches(leaving, windowMicros))
            {
                Move(leaving, entity, -1);
            }
        }
    }

    private void Move(int row, int entity, int sign)
    {
        var width = measures.Width;
        var own = counters.AsSpan(entity * (width + 1), width + 1);
        var added = measures.Values.AsSpan(row * width, width);
        for (var slot = 0; slot < added.Length; slot++)
        {
            own[slot] += sign * added[slot];
        }

        own[width] += sign;
    }

    private void Write(int entity, long instant, int place, ReadOnlySpan<double[]> values)
    {
        var width = measures.Width + 1;
        for (var a = 0; a < aggregates.Count; a++)
        {
            var formula = measures.Formulas[a];
            values[a][place] = formula is null
                ? entity < 0 ? double.NaN : extremes[a]!.Best(entity, instant - windowMicros)
                : entity < 0 ? formula.Empty : formula.Value(counters.AsSpan(entity * width, width));
        }
    }
}
