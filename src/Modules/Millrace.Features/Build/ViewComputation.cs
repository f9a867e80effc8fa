using Millrace.Features.Binding;
using Millrace.Features.Entities;
using Millrace.Features.Windows;

namespace Millrace.Features.Build;

/// <summary>From bound views and loaded rows to the window engine.</summary>
internal static class ViewComputation
{
    /// <summary>An engine that answers every row of the dataset at its own event time.</summary>
    public static WindowEngine Engine(FeaturePlan plan, PreparedRows rows, int threads)
    {
        var known = new Dictionary<string, EntityCodes>();
        var views = plan.Views.Select(view => View(view, rows, EntitiesOf(view, rows, known))).ToList();
        return new WindowEngine(rows.Timeline(), rows.Events.Values, views, threads);
    }

    /// <summary>A view over the dataset's past, without questions asked of it.</summary>
    public static WindowView Past(BoundView view, PreparedRows rows)
    {
        var keys = view.Keys.Select(rows.Key).ToList();
        return View(view, rows, EntityEncoder.Encode(keys, keys, rows.RowCount, rows.RowCount));
    }

    /// <summary>A length in microseconds.</summary>
    public static long Micros(TimeSpan length) => length.Ticks / TimeSpan.TicksPerMicrosecond;

    private static WindowView View(BoundView view, PreparedRows rows, EntityCodes entities) => new(
        view.Spec.Name, entities,
        [.. view.Spec.Windows.Select(window => (window.Label, Micros(window.Length)))],
        [
            .. view.Spec.Aggregates.Zip(view.Functions, (aggregate, function) => new WindowAggregate(
                aggregate.Name, function, aggregate.Column, aggregate.Column is null ? null : rows.Series(aggregate.Column))),
        ]);

    private static EntityCodes EntitiesOf(BoundView view, PreparedRows rows, Dictionary<string, EntityCodes> known)
    {
        var key = string.Join('\n', view.Keys.Concat(view.QueryColumns));
        if (!known.TryGetValue(key, out var codes))
        {
            known.Add(key, codes = EntityEncoder.Encode(
                [.. view.Keys.Select(rows.Key)], [.. view.QueryColumns.Select(rows.Key)], rows.RowCount, rows.RowCount));
        }

        return codes;
    }
}
