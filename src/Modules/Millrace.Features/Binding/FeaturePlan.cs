using Millrace.DuckDb.Expressions;
using Millrace.Features.Contracts;
using Millrace.Features.Windows;

namespace Millrace.Features.Binding;

/// <summary>Definitions that were checked, ready to be computed.</summary>
/// <param name="Views">In the file's order.</param>
/// <param name="OnDemand">In the file's order.</param>
/// <param name="Baselines">Scores in [0, 1].</param>
/// <param name="Features">Documentation, in the order in which a model takes the features.</param>
/// <param name="RequestFields">Raw columns that a request must carry.</param>
internal sealed record FeaturePlan(
    IReadOnlyList<BoundView> Views, IReadOnlyList<BoundExpression> OnDemand, IReadOnlyList<BoundExpression> Baselines,
    IReadOnlyList<FeatureInfo> Features, IReadOnlyList<FeatureField> RequestFields);

/// <summary>A view with what it needs of the data.</summary>
/// <param name="Spec">As written.</param>
/// <param name="Keys">Its entity's key columns.</param>
/// <param name="QueryColumns">For each key, the row's column that holds the key asked for.</param>
/// <param name="Functions">For each aggregate, its function.</param>
internal sealed record BoundView(
    ViewSpec Spec, IReadOnlyList<string> Keys, IReadOnlyList<string> QueryColumns, IReadOnlyList<WindowFunction> Functions)
{
    /// <summary>Feature names, aggregate by aggregate, each over all windows.</summary>
    public IEnumerable<string> FeatureNames =>
        Spec.Aggregates.SelectMany(aggregate => Spec.Windows.Select(window => NameOf(aggregate, window)));

    /// <summary>The name of one feature.</summary>
    public string NameOf(AggregateSpec aggregate, WindowSpec window) => $"{Spec.Name}_{aggregate.Name}_{window.Label}";
}

/// <summary>An expression over columns and features.</summary>
/// <param name="Name">Of the feature or baseline.</param>
/// <param name="SqlType">What its value is cast to.</param>
/// <param name="Expression">As written.</param>
internal sealed record BoundExpression(string Name, string SqlType, ScalarExpression Expression);
