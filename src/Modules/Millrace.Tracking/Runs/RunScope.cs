using Millrace.Kernel.Tables;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Experiments;
using Millrace.Tracking.Storage;

namespace Millrace.Tracking.Runs;

/// <summary>Which runs a search looks at, before any filter; the table is <c>r</c>.</summary>
/// <param name="Condition">Made of fixed words.</param>
/// <param name="Values">Its parameters.</param>
internal sealed record RunScope(string Condition, IReadOnlyDictionary<string, object?> Values)
{
    /// <summary>The runs of experiments.</summary>
    /// <param name="experiments">At least one.</param>
    /// <param name="stage">A condition on <c>r.lifecycle_stage</c>.</param>
    /// <param name="dialect">The engine's.</param>
    public static RunScope Of(IReadOnlyCollection<long> experiments, string stage, SqlDialect dialect)
    {
        var list = new NumberList(dialect);
        var (condition, value) = experiments.Count == 1
            ? ("r.experiment_id = @Experiments", experiments.First())
            : (list.Condition("r.experiment_id", "Experiments"), list.Value(experiments));
        return new RunScope($"{condition} AND {stage}", new Dictionary<string, object?> { ["Experiments"] = value });
    }

    /// <summary>What a query of this product asks for beside its filter.</summary>
    public static RunScope Of(RunQuery query)
    {
        var condition = $"r.lifecycle_stage = '{Lifecycle.Active}'";
        var values = new Dictionary<string, object?>();
        foreach (var (column, value) in new (string, object?)[]
        {
            ("experiment_id", query.Experiment?.Value), ("status", query.Status?.Word()), ("name", query.Name),
            ("parent_run_id", query.ParentRunId?.ToString()),
        })
        {
            if (value is not null)
            {
                condition += $" AND r.{column} = @{column}";
                values.Add(column, value);
            }
        }

        return new RunScope(query.TopLevelOnly ? condition + " AND r.parent_run_id IS NULL" : condition, values);
    }
}
