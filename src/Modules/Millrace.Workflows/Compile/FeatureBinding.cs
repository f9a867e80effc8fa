using Millrace.Data.Contracts;
using Millrace.DuckDb.Expressions;
using Millrace.Kernel.Problems;
using Millrace.Workflows.Language;
using Millrace.Workflows.Rules;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Compile;

/// <summary>Binds features and rules against the prepared columns: every name exists, is known in time, and every expression
/// gives what it says.</summary>
/// <param name="scope">Where problems go.</param>
/// <param name="guard">Binds expressions.</param>
/// <param name="lineage">What is known too late.</param>
internal sealed class FeatureBinding(RuleScope scope, ExpressionGuard guard, Lineage lineage)
{
    private const string ViewFeatureType = "DOUBLE";
    private readonly List<SchemaColumn> known = [];

    /// <summary>Binds all; reports what does not hold.</summary>
    public void Bind(IReadOnlyList<DatasetColumn> prepared)
    {
        var file = scope.File;
        known.AddRange(prepared.Where(column => !lineage.Late.Contains(column.Name)).Select(column => new SchemaColumn(column.Name, column.Type)));
        foreach (var (name, view) in file.Features.Views)
        {
            BindAggregates(prepared, name, view);
            known.AddRange(FeatureNames.OfView(name, view).Select(feature => new SchemaColumn(feature.Name, ViewFeatureType)));
        }

        foreach (var (name, feature) in file.Features.OnDemand)
        {
            BindExpression($"features.on_demand.{name}.expression", $"The feature '{name}'", feature.Expression, SqlType(feature.Type));
            known.Add(new SchemaColumn(name, SqlType(feature.Type)));
        }

        var features = scope.Features.All.Select(feature => feature.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        known.RemoveAll(column => !features.Contains(column.Name));
        foreach (var (index, baseline) in file.Problem.Baselines.Index())
        {
            if (baseline is RuleBaseline rule)
            {
                BindExpression($"problem.baselines[{index}].expression", $"The rule '{rule.Name}'", rule.Expression, ViewFeatureType);
            }
        }
    }

    private static string SqlType(OnDemandType type) => WordShape.Of(type).ToUpperInvariant();

    // Looked-up columns have no declared type, so that their aggregates can only be judged here.
    private void BindAggregates(IReadOnlyList<DatasetColumn> prepared, string view, FeatureView definition)
    {
        foreach (var (name, aggregate) in definition.Aggregates)
        {
            var path = $"features.views.{view}.aggregates.{name}.column";
            if (aggregate is ColumnAggregate { Column: var wanted } && !scope.IsReported(path)
                && prepared.FirstOrDefault(column => string.Equals(column.Name, wanted, StringComparison.OrdinalIgnoreCase)) is { } found
                && !ColumnKinds.IsNumber(found.Type) && found.Type != "boolean")
            {
                scope.Report(path, WorkflowProblems.Contradiction(
                    $"'{path}': {aggregate.Chosen} needs a number or a boolean, but '{wanted}' is {found.Type}.", "Derive a number from it in data.derived."));
            }
        }
    }

    private void BindExpression(string path, string who, string sql, string target)
    {
        if (scope.IsReported(path))
        {
            return;
        }

        var form = guard.Check(sql);
        if (!form.IsAccepted)
        {
            scope.Report(path, Refused(path, sql, form.Refusal));
            return;
        }

        if (Unreadable(path, who, form.Expression.Columns) is { } problem)
        {
            scope.Report(path, problem);
        }
        else if (form.Expression.VolatileFunctions is [var function, ..])
        {
            scope.Report(path, WorkflowProblems.BadExpression(
                path, $"{function}() answers differently each time, so training and serving would not agree.", "Use a column of the row, such as the event time."));
        }
        else
        {
            BindType(path, sql, target);
        }
    }

    private void BindType(string path, string sql, string target)
    {
        var cast = $"TRY_CAST({sql}\n AS {target})";
        var bound = guard.Bind(sql, known);
        if (!bound.IsAccepted)
        {
            scope.Report(path, Refused(path, sql, bound.Refusal));
        }
        else if (!guard.Bind(cast, known).IsAccepted)
        {
            scope.Report(path, WorkflowProblems.BadExpression(
                path, $"it gives {bound.Expression.Type!.Sql.ToLowerInvariant()}, which cannot become {target.ToLowerInvariant()}.", "Change 'type' or the expression."));
        }
    }

    private Problem? Unreadable(string path, string who, IReadOnlyList<string> columns)
    {
        foreach (var column in columns.Where(column => !known.Any(other => string.Equals(other.Name, column, StringComparison.OrdinalIgnoreCase))))
        {
            return lineage.Late.Contains(column) && scope.Columns.Find(column) is not null
                ? LeakRules.Leak(who, column, scope.File.Data)
                : WorkflowProblems.UnknownReference(path, "column or feature", column, known.Select(other => other.Name));
        }

        return null;
    }

    private static Problem Refused(string path, string sql, ExpressionRefusal refusal)
    {
        var place = refusal.Position is { } at ? $" (at character {at + 1} of '{sql}')" : $" (in '{sql}')";
        return WorkflowProblems.BadExpression(path, $"{refusal.Message.TrimEnd('.')}{place}.", "Write one DuckDB expression over the columns of one row.");
    }
}
