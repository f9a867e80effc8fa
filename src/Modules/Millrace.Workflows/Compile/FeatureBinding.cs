using System.Globalization;
using Millrace.Data.Contracts;
using Millrace.DuckDb.Expressions;
using Millrace.Features.Contracts;
using Millrace.Workflows.Rules;

namespace Millrace.Workflows.Compile;

/// <summary>Binds features and rules against the prepared columns with the features module's own binder, after what the file
/// itself says is known too late.</summary>
internal static class FeatureBinding
{
    /// <summary>Reports what does not hold.</summary>
    public static void Bind(RuleScope scope, ExpressionGuard guard, Lineage lineage, IReadOnlyList<DatasetColumn> prepared)
    {
        CheckDeclaredLate(scope, guard, lineage);

        // Views without windows come from placeholders; what is wrong with them has been said.
        if (scope.File.Features.Views.Values.Any(view => view.Windows.Count == 0))
        {
            return;
        }

        foreach (var finding in FeaturesBinding.Examine(FeatureSpecs.Build(scope.File), prepared).Findings)
        {
            scope.ReportFinding(PathOf(scope, finding.Path), finding.Problem);
        }
    }

    private static void CheckDeclaredLate(RuleScope scope, ExpressionGuard guard, Lineage lineage)
    {
        foreach (var (name, feature) in scope.File.Features.OnDemand)
        {
            var columns = guard.Check(feature.Expression).Expression?.Columns ?? [];
            if (columns.FirstOrDefault(column => lineage.Late.Contains(column) && scope.Columns.Find(column) is not null) is { } late)
            {
                scope.Report($"features.on_demand.{name}.expression", LeakRules.Leak($"The feature '{name}'", late, scope.File.Data));
            }
        }
    }

    // Baselines are a list in the file, and named there.
    private static string PathOf(RuleScope scope, IReadOnlyList<string> keys)
    {
        if (keys is ["problem", "baselines", var name, ..])
        {
            var index = scope.File.Problem.Baselines.Index().First(baseline => baseline.Item.Name == name).Index;
            return string.Join('.', [string.Create(CultureInfo.InvariantCulture, $"problem.baselines[{index}]"), .. keys.Skip(3)]);
        }

        return string.Join('.', keys);
    }
}
