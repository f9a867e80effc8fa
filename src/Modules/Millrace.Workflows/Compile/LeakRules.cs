using Millrace.Workflows.Language;
using Millrace.Workflows.Rules;

namespace Millrace.Workflows.Compile;

/// <summary>Nothing that is known only later may decide which row a feature is about or when it happened. What a feature's
/// expression may read is <see cref="FeatureBinding"/>'s matter.</summary>
internal static class LeakRules
{
    /// <summary>Reports clocks and keys that are known too late.</summary>
    public static void Check(RuleScope scope, Lineage lineage)
    {
        var data = scope.File.Data;
        if (lineage.Late.Contains(data.EventTime))
        {
            scope.Report("data.event_time", Leak("The event time", data.EventTime, data));
        }

        foreach (var (name, view) in scope.File.Features.Views)
        {
            CheckKeys(scope, lineage, name, view);
        }
    }

    /// <summary>Why a column may not be read.</summary>
    public static Kernel.Problems.Problem Leak(string who, string column, DataSection data) => WorkflowProblems.FutureLeak(
        $"{who} reads '{column}', which is known only at {data.CreatedTime ?? "the created time"}, after the moment of prediction.",
        "Aggregate it over past rows in features.views; there only rows that are known by then count.");

    private static void CheckKeys(RuleScope scope, Lineage lineage, string name, FeatureView view)
    {
        if (!scope.File.Features.Entities.TryGetValue(view.Entity, out var entity))
        {
            return;
        }

        foreach (var key in entity.Keys)
        {
            var column = view.On.GetValueOrDefault(key, key);
            if (lineage.Late.Contains(column))
            {
                var path = view.On.ContainsKey(key) ? $"features.views.{name}.on.{key}" : $"features.views.{name}.entity";
                scope.Report(path, Leak($"The key of view '{name}'", column, scope.File.Data));
            }
        }
    }
}
