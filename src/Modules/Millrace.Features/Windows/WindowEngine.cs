namespace Millrace.Features.Windows;

/// <summary>
/// Computes the features of several views for queries in ascending time, block by block, so that the results of all rows
/// need not be in memory at once. Time is O(rows + queries) per window; windows run in parallel.
/// </summary>
internal sealed class WindowEngine
{
    private readonly long[] instants;
    private readonly List<(WindowSweep Sweep, int[] Features)> sweeps = [];
    private readonly ParallelOptions parallel;
    private int answered;

    /// <summary>Prepares the sweeps.</summary>
    /// <param name="timeline">The rows' clocks.</param>
    /// <param name="instants">The queries' instants, ascending.</param>
    /// <param name="views">All over the same rows and queries.</param>
    /// <param name="threads">At least 1.</param>
    public WindowEngine(Timeline timeline, long[] instants, IReadOnlyList<WindowView> views, int threads)
    {
        if (!TimeOrder.IsAscending(instants))
        {
            throw new ArgumentException("Queries must be in ascending time.", nameof(instants));
        }

        this.instants = instants;
        parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        FeatureNames = [.. views.SelectMany(view => view.FeatureNames)];
        var tables = new Dictionary<string, MeasureTable>();
        var first = 0;
        foreach (var view in views)
        {
            var measures = MeasureTable.Shared(view.Aggregates, timeline.RowCount, tables);
            AddSweeps(view, timeline, measures, first);
            first += view.Windows.Count * view.Aggregates.Count;
        }
    }

    /// <summary>Names of the features, in the order in which blocks hold them.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Queries not yet answered.</summary>
    public int RemainingCount => instants.Length - answered;

    /// <summary>Answers the next queries.</summary>
    /// <param name="block">One array per feature, each at least <paramref name="count"/> long; null is NaN.</param>
    /// <param name="count">At most <see cref="RemainingCount"/>.</param>
    public void AnswerNext(double[][] block, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, RemainingCount);
        var to = answered + count;
        Parallel.ForEach(sweeps, parallel, item =>
            item.Sweep.Answer(instants, answered, to, Array.ConvertAll(item.Features, feature => block[feature])));
        answered = to;
    }

    /// <summary>Answers all queries at once.</summary>
    /// <returns>One array per feature.</returns>
    public double[][] AnswerAll()
    {
        var count = RemainingCount;
        var block = FeatureNames.Select(_ => new double[count]).ToArray();
        AnswerNext(block, count);
        return block;
    }

    private void AddSweeps(WindowView view, Timeline timeline, MeasureTable measures, int first)
    {
        for (var window = 0; window < view.Windows.Count; window++)
        {
            var sweep = new WindowSweep(timeline, view.Entities, view.Aggregates, measures, view.Windows[window].Micros);
            var offset = first + window;
            sweeps.Add((sweep, [.. view.Aggregates.Select((_, a) => offset + (a * view.Windows.Count))]));
        }
    }
}
