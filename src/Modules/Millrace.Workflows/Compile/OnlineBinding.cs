using Millrace.Data.Contracts;
using Millrace.DuckDb;
using Millrace.Features.Expressions;
using Millrace.Workflows.Language;
using Millrace.Workflows.Rules;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Compile;

/// <summary>Checks that every expression a request needs can be computed at serving: the derived columns behind keys, clock
/// and features, and the features on demand.</summary>
/// <param name="scope">Where problems go.</param>
/// <param name="connection">Only its parser is used.</param>
/// <param name="lineage">What derived columns are made of.</param>
internal sealed class OnlineBinding(RuleScope scope, DuckConnection connection, Lineage lineage)
{
    private readonly ExpressionSchema schema = new();

    /// <summary>Reports each expression that is outside the online subset.</summary>
    public void Bind(IReadOnlyList<DatasetColumn> prepared)
    {
        var file = scope.File;
        var needed = Needed(file);
        foreach (var column in prepared.Where(column => !file.Data.Derived.ContainsKey(column.Name)))
        {
            Add(column.Name, column.Type);
        }

        foreach (var (name, column) in file.Data.Derived)
        {
            if (needed.Contains(name))
            {
                Compile($"data.derived.{name}.expression", column.Expression, column.Type);
            }

            Add(name, column.Type);
        }

        foreach (var feature in file.Features.Views.SelectMany(view => FeatureNames.OfView(view.Key, view.Value)))
        {
            Add(feature.Name, "double");
        }

        foreach (var (name, feature) in file.Features.OnDemand)
        {
            Compile($"features.on_demand.{name}.expression", feature.Expression, WordShape.Of(feature.Type));
            Add(name, WordShape.Of(feature.Type));
        }
    }

    private HashSet<string> Needed(WorkflowFile file)
    {
        var needed = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Queue<string>([file.Data.EventTime, .. file.Features.Views.Values.SelectMany(view => Keys(file, view)), .. OnDemandColumns(file)]);
        while (open.TryDequeue(out var column))
        {
            if (needed.Add(column))
            {
                foreach (var behind in lineage.Behind(column))
                {
                    open.Enqueue(behind);
                }
            }
        }

        return needed;
    }

    private IEnumerable<string> OnDemandColumns(WorkflowFile file)
    {
        var guard = new DuckDb.Expressions.ExpressionGuard(connection);
        return file.Features.OnDemand.Values.SelectMany(feature => guard.Check(feature.Expression).Expression?.Columns ?? []);
    }

    private static IEnumerable<string> Keys(WorkflowFile file, FeatureView view) =>
        file.Features.Entities.TryGetValue(view.Entity, out var entity) ? entity.Keys.Select(key => view.On.GetValueOrDefault(key, key)) : [];

    private void Add(string name, string type)
    {
        if (ExpressionTypes.Of(type) is { } known && !schema.TryFind(name, out _))
        {
            schema.Add(name, known);
        }
    }

    private void Compile(string path, string sql, string type)
    {
        if (scope.IsReported(path) || ExpressionTypes.Of(type) is not { } target)
        {
            return;
        }

        var compiled = ExpressionCompiler.Compile(connection, sql, target, schema);
        if (!compiled.IsOk)
        {
            scope.Report(path, compiled.Problem);
        }
    }
}
