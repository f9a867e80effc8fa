using Millrace.Data.Contracts;
using Millrace.Features.Contracts;
using Millrace.Features.Windows;

namespace Millrace.Features.Binding;

/// <summary>Binds entities and views.</summary>
internal sealed class ViewBinder(FeatureSetSpec spec, FeatureScope scope, LateKnowledge late, Findings findings)
{
    private const string Section = "features";

    /// <summary>Checks the entities' keys.</summary>
    public void BindEntities()
    {
        foreach (var entity in spec.Entities)
        {
            foreach (var key in entity.Keys)
            {
                CheckKey($"Entity '{entity.Name}'", key, Section, "entities", entity.Name, "keys");
            }
        }
    }

    /// <summary>Binds one view as far as it goes.</summary>
    public BoundView Bind(ViewSpec view)
    {
        var keys = KeysOf(view);
        var queries = keys.Select(key => view.On.GetValueOrDefault(key, key)).ToList();
        foreach (var key in view.On.Keys.Where(key => !keys.Contains(key)))
        {
            findings.Add(FeaturesProblems.UnknownKey(view.Name, key, view.Entity, keys), [.. Path(view), "on"]);
        }

        foreach (var (key, column) in keys.Zip(queries))
        {
            BindQuery(view, key, column);
        }

        BindWindows(view);
        ExpectedRange.Check(view.Expected, $"View '{view.Name}'", findings, [.. Path(view), "expected"]);
        return new BoundView(view, keys, queries, BindAggregates(view));
    }

    private static string[] Path(ViewSpec view) => [Section, "views", view.Name];

    private IReadOnlyList<string> KeysOf(ViewSpec view)
    {
        if (spec.Entities.FirstOrDefault(entity => entity.Name == view.Entity) is { } found)
        {
            return found.Keys;
        }

        findings.Add(
            FeaturesProblems.UnknownEntity(view.Name, view.Entity, spec.Entities.Select(entity => entity.Name)), [.. Path(view), "entity"]);
        return [];
    }

    private void BindQuery(ViewSpec view, string key, string column)
    {
        var path = (string[])[.. Path(view), "on"];
        if (column != key && !CheckKey($"View '{view.Name}'", column, path))
        {
            return;
        }

        if (late.ReasonAgainst(column) is { } reason)
        {
            findings.Add(FeaturesProblems.LeaksFuture($"View '{view.Name}'", column, reason), path);
        }

        if (scope.Column(key) is { } own && scope.Column(column) is { } asked && KeyForm(own) != KeyForm(asked))
        {
            findings.Add(FeaturesProblems.KeyTypesDiffer(view.Name, key, own.Type, column, asked.Type), path);
        }
    }

    // Integers and booleans are matched as numbers, everything else by its type.
    private static string KeyForm(DatasetColumn column) => FeatureTypes.IsWhole(column.Type) ? "number" : column.Type;

    private bool CheckKey(string subject, string column, params string[] path)
    {
        if (scope.Column(column) is not { } found)
        {
            findings.Add(FeaturesProblems.UnknownColumn(subject, column, scope.ColumnNames), path);
            return false;
        }

        if (FeatureTypes.IsFloating(found.Type))
        {
            findings.Add(FeaturesProblems.KeyType(subject, column, found.Type), path);
        }

        return true;
    }

    private void BindWindows(ViewSpec view)
    {
        var path = (string[])[.. Path(view), "windows"];
        if (view.Windows.Count == 0)
        {
            findings.Add(FeaturesProblems.NoWindows(view.Name), path);
        }

        foreach (var window in view.Windows)
        {
            if (window.Length <= TimeSpan.Zero)
            {
                findings.Add(FeaturesProblems.WindowLength(view.Name, window.Label), path);
            }
            else if (window.Length > view.Ttl)
            {
                findings.Add(FeaturesProblems.WindowOverTtl(view.Name, window.Label, view.Ttl), path);
            }
        }
    }

    private List<WindowFunction> BindAggregates(ViewSpec view)
    {
        if (view.Aggregates.Count == 0)
        {
            findings.Add(FeaturesProblems.NoAggregates(view.Name), [.. Path(view), "aggregates"]);
        }

        return [.. view.Aggregates.Select(aggregate => BindAggregate(view, aggregate))];
    }

    private WindowFunction BindAggregate(ViewSpec view, AggregateSpec aggregate)
    {
        var path = (string[])[.. Path(view), "aggregates", aggregate.Name];
        if (!WindowFunctions.TryParse(aggregate.Function, out var function))
        {
            findings.Add(
                FeaturesProblems.UnknownFunction(view.Name, aggregate.Name, aggregate.Function, WindowFunctions.Names), [.. path, "function"]);
        }
        else if (aggregate.Column is null && function != WindowFunction.Count)
        {
            findings.Add(FeaturesProblems.AggregateNeedsColumn(view.Name, aggregate.Name, aggregate.Function), path);
        }

        if (aggregate.Column is { } name)
        {
            BindAggregated(view, aggregate, name, [.. path, "column"]);
        }

        return function;
    }

    private void BindAggregated(ViewSpec view, AggregateSpec aggregate, string name, string[] path)
    {
        if (scope.Column(name) is not { } column)
        {
            findings.Add(FeaturesProblems.UnknownColumn($"Aggregate '{aggregate.Name}' of view '{view.Name}'", name, scope.ColumnNames), path);
        }
        else if (!FeatureTypes.IsNumeric(column.Type))
        {
            findings.Add(FeaturesProblems.AggregateType(view.Name, aggregate.Name, name, column.Type), path);
        }
    }
}
