using Millrace.Features.Contracts;
using Millrace.Features.Expressions;

namespace Millrace.Features.Requests;

/// <summary>How a request becomes features: slots and what fills them, in order. Immutable.</summary>
internal sealed class RequestPlan
{
    /// <summary>All columns; raw fields come first, in the order of the feature set's request fields.</summary>
    public required ExpressionSchema Schema { get; init; }

    public required IReadOnlyList<(LookupTable Table, int KeySlot, int FirstSlot)> Lookups { get; init; }

    public required IReadOnlyList<(CompiledExpression Expression, int Slot)> Derived { get; init; }

    /// <summary>Slot of the prediction time.</summary>
    public required int EventTimeSlot { get; init; }

    public required IReadOnlyList<ViewPlan> Views { get; init; }

    public required IReadOnlyList<(CompiledExpression Expression, int Slot)> OnDemand { get; init; }

    /// <summary>Feature → slot, in the order in which a model takes them.</summary>
    public required int[] FeatureSlots { get; init; }

    /// <summary>Rule baselines that can be computed from a request, by name; they read the features.</summary>
    public required IReadOnlyDictionary<string, (CompiledExpression Expression, int Slot)> Baselines { get; init; }

    public int LongestView => Views.Count == 0 ? 0 : Views.Max(view => view.Slots.Length);

    public int MostKeys => Views.Count == 0 ? 0 : Views.Max(view => view.KeySlots.Length);
}

/// <summary>One view of a plan.</summary>
/// <param name="View">Its past.</param>
/// <param name="KeySlots">Where the entity's keys are, in the view's order.</param>
/// <param name="Slots">Where its values go, in the view's order.</param>
internal sealed record ViewPlan(IOnlineView View, int[] KeySlots, int[] Slots);
