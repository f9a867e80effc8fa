using Millrace.DuckDb.Expressions;
using Millrace.Workflows.Language;
using Millrace.Workflows.Rules;

namespace Millrace.Workflows.Compile;

/// <summary>What follows from which column an expression names: which columns are known too late for a feature, and which
/// features depend on time.</summary>
internal sealed class Lineage
{
    private readonly HashSet<string> late = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> temporal = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IReadOnlyList<string>> derivedFrom = new(StringComparer.OrdinalIgnoreCase);

    private Lineage()
    {
    }

    /// <summary>Columns whose value is known only at the created time: those the file says so of, the target, what the target is
    /// made of, and what is made of these.</summary>
    public IReadOnlySet<string> Late => late;

    /// <summary>Columns and features that depend on time.</summary>
    public IReadOnlySet<string> Temporal => temporal;

    /// <summary>Columns that a derived column names; empty for others.</summary>
    public IReadOnlyList<string> Behind(string column) => derivedFrom.GetValueOrDefault(column, []);

    /// <summary>Follows the expressions of a file; one that does not parse leads nowhere.</summary>
    public static Lineage Of(WorkflowFile file, ExpressionGuard guard)
    {
        var lineage = new Lineage();
        foreach (var (name, column) in file.Data.Derived)
        {
            lineage.derivedFrom[name] = Columns(guard, column.Expression);
        }

        lineage.AddOutcome(file.Data, file.Problem.Target);
        lineage.FollowColumns(file.Data);
        foreach (var (name, view) in file.Features.Views)
        {
            lineage.temporal.UnionWith(FeatureNames.OfView(name, view).Select(feature => feature.Name));
        }

        foreach (var (name, feature) in file.Features.OnDemand)
        {
            if (Columns(guard, feature.Expression).Any(lineage.temporal.Contains))
            {
                lineage.temporal.Add(name);
            }
        }

        return lineage;
    }

    // What the target is made of is known with it, except what the event time is made of.
    private void AddOutcome(DataSection data, string target)
    {
        late.Add(target);
        if (data.CreatedTime is { } created && created != data.EventTime)
        {
            late.Add(created);
            late.UnionWith(WithSources(target).Except(WithSources(data.EventTime), StringComparer.OrdinalIgnoreCase));
        }
    }

    private HashSet<string> WithSources(string start)
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Stack<string>([start]);
        while (open.TryPop(out var column))
        {
            if (found.Add(column))
            {
                foreach (var source in Behind(column))
                {
                    open.Push(source);
                }
            }
        }

        return found;
    }

    private void FollowColumns(DataSection data)
    {
        foreach (var (name, column) in data.Columns)
        {
            Add(name, column.Known == Known.CreatedTime, ColumnKinds.IsTime(column.Type));
        }

        foreach (var lookup in data.Lookups)
        {
            foreach (var here in lookup.Columns.Values)
            {
                Add(here, late.Contains(lookup.On), false);
            }
        }

        foreach (var (name, column) in data.Derived)
        {
            var behind = Behind(name);
            Add(name, behind.Any(late.Contains), ColumnKinds.IsTime(column.Type) || behind.Any(temporal.Contains));
        }
    }

    private void Add(string column, bool isLate, bool isTemporal)
    {
        if (isLate)
        {
            late.Add(column);
        }

        if (isTemporal)
        {
            temporal.Add(column);
        }
    }

    private static IReadOnlyList<string> Columns(ExpressionGuard guard, string sql) =>
        guard.Check(sql) is { IsAccepted: true } check ? check.Expression.Columns : [];
}
