using Millrace.Workflows.Language;

namespace Millrace.Workflows.Rules;

/// <summary>Entities, views and features fit the columns and each other.</summary>
internal static class FeatureRules
{
    public static void Check(RuleScope scope)
    {
        var features = scope.File.Features;
        foreach (var (name, entity) in features.Entities)
        {
            foreach (var (index, key) in entity.Keys.Index())
            {
                scope.Refer($"features.entities.{name}.keys[{index}]", "column", key, scope.Columns.Known);
            }
        }

        foreach (var (name, view) in features.Views)
        {
            CheckView(scope, $"features.views.{name}", view);
        }

        foreach (var (name, feature) in features.OnDemand)
        {
            CheckExpected(scope, $"features.on_demand.{name}", feature.Expected);
        }

        if (features.Views.Count + features.OnDemand.Count == 0 && scope.Features.Known.IsWhole)
        {
            scope.ReportKey("features", WorkflowProblems.OutOfBounds("'features' has no feature.", "Add 'views' or 'on_demand'."));
        }

        CheckNames(scope);
    }

    private static void CheckView(RuleScope scope, string path, FeatureView view)
    {
        var entities = scope.Known("features.entities", scope.File.Features.Entities.Keys);
        if (scope.Refer($"{path}.entity", "entity", view.Entity, entities))
        {
            CheckOn(scope, path, view, scope.File.Features.Entities[view.Entity]);
        }

        CheckWindows(scope, path, view);
        CheckExpected(scope, path, view.Expected);
        foreach (var (name, aggregate) in view.Aggregates)
        {
            if (aggregate is ColumnAggregate { Column: var column })
            {
                CheckAggregated(scope, $"{path}.aggregates.{name}.column", column, aggregate.Chosen);
            }
        }
    }

    private static void CheckOn(RuleScope scope, string path, FeatureView view, Entity entity)
    {
        var keys = scope.Known($"features.entities.{view.Entity}", entity.Keys);
        foreach (var (key, column) in view.On)
        {
            if (!keys.Names.Contains(key) && keys.IsWhole)
            {
                scope.ReportKey($"{path}.on.{key}", WorkflowProblems.UnknownReference($"{path}.on", $"key of entity '{view.Entity}'", key, keys.Names));
            }

            scope.Refer($"{path}.on.{key}", "column", column, scope.Columns.Known);
        }
    }

    private static void CheckWindows(RuleScope scope, string path, FeatureView view)
    {
        var labels = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, window) in view.Windows.Index())
        {
            var at = $"{path}.windows[{index}]";
            if (window.Length <= TimeSpan.Zero)
            {
                scope.Report(at, WorkflowProblems.OutOfBounds($"'{at}' must be longer than zero, but is {window}."));
            }
            else if (window.Text.Contains('.', StringComparison.Ordinal))
            {
                scope.Report(at, WorkflowProblems.BadUnit(at, "a whole number of a unit, as it becomes part of names", window.Text));
            }
            else if (!labels.Add(window.Text))
            {
                scope.Report(at, WorkflowProblems.DuplicateName(window.Text, "window", $"{path}.windows"));
            }
        }

        var longest = view.Windows.MaxBy(window => window.Length);
        if (view.Ttl is { } ttl && longest is not null && ttl.Length < longest.Length && scope.AreSound($"{path}.windows"))
        {
            scope.Report($"{path}.ttl", WorkflowProblems.Contradiction(
                $"'{path}.ttl' is {ttl}, shorter than the window {longest}: rows would be forgotten inside it.", $"Write ttl: {longest}."));
        }
    }

    private static void CheckAggregated(RuleScope scope, string path, string name, string function)
    {
        if (scope.Refer(path, "column", name, scope.Columns.Known)
            && scope.Columns.Find(name) is { Type: { Length: > 0 } type } && !ColumnKinds.IsNumber(type) && type != "boolean")
        {
            scope.Report(path, WorkflowProblems.Contradiction(
                $"'{path}': {function} needs a number or a boolean, but '{name}' is {type}.", "Derive a number from it in data.derived."));
        }
    }

    private static void CheckExpected(RuleScope scope, string path, Expected? expected)
    {
        if (expected is not null)
        {
            Bounds.Check(scope, $"{path}.expected", expected.Min, expected.Max);
        }
    }

    // Expressions see columns and features side by side, and SQL does not tell upper from lower case.
    private static void CheckNames(RuleScope scope)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in scope.Columns.All)
        {
            seen.TryAdd(column.Name, column.Path);
        }

        foreach (var feature in scope.Features.All)
        {
            if (!seen.TryAdd(feature.Name, feature.Path))
            {
                scope.ReportKey(feature.Path, WorkflowProblems.DuplicateName(feature.Name, "column or feature", seen[feature.Name]));
            }
        }
    }
}
