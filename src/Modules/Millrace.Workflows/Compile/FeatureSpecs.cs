using Millrace.Features.Contracts;
using Millrace.Workflows.Language;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Compile;

/// <summary>The <c>features</c> section as the parameters of its step.</summary>
internal static class FeatureSpecs
{
    /// <summary>Everything needed to compute the features, offline and online.</summary>
    public static FeatureSetSpec Build(WorkflowFile file)
    {
        var features = file.Features;
        return new FeatureSetSpec(
            [.. features.Entities.Select(pair => new EntitySpec(pair.Key, pair.Value.Keys, pair.Value.Description))],
            [.. features.Views.Select(pair => View(pair.Key, pair.Value))],
            [.. features.OnDemand.Select(pair => OnDemand(pair.Key, pair.Value))],
            DataSpecs.Prepare(file.Data),
            file.Problem.Target,
            file.Problem.Baselines.OfType<RuleBaseline>().ToDictionary(rule => rule.Name, rule => rule.Expression));
    }

    private static ViewSpec View(string name, FeatureView view) => new(
        name,
        view.Entity,
        view.On,
        [.. view.Windows.Select(window => new WindowSpec(window.Text, window.Length))],
        view.Ttl?.Length ?? view.Windows.Max(window => window.Length),
        [.. view.Aggregates.Select(pair => new AggregateSpec(pair.Key, pair.Value.Chosen, (pair.Value as ColumnAggregate)?.Column))],
        view.Description,
        Expected(view.Expected),
        view.Leakage);

    private static OnDemandSpec OnDemand(string name, OnDemand feature) => new(
        name, WordShape.Of(feature.Type), feature.Expression, feature.Description, Expected(feature.Expected), feature.Leakage);

    private static ExpectedDistribution? Expected(Expected? expected) =>
        expected is null ? null : new ExpectedDistribution(expected.Min, expected.Max, expected.NullShare);
}
