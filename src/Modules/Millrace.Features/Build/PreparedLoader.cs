using Millrace.Data.Contracts;
using Millrace.DuckDb;
using Millrace.Features.Binding;
using Millrace.Features.Contracts;
using Millrace.Features.Windows;
using Millrace.Kernel.Problems;

namespace Millrace.Features.Build;

/// <summary>Loads what the features need of a prepared dataset.</summary>
internal sealed class PreparedLoader(DuckConnection connection, FeatureSetSpec spec, FeaturePlan plan)
{
    /// <summary>The prepared dataset's row number.</summary>
    public const string RowId = "_row_id";

    /// <summary>Reads the columns in the order of time.</summary>
    /// <param name="dataset">What is read, for its columns.</param>
    /// <param name="from">Its SQL, to stand after FROM.</param>
    /// <param name="withExpressions">Whether the columns that expressions name are read as well.</param>
    /// <param name="ct">Stops it.</param>
    public Outcome<PreparedRows> Load(DatasetVersion dataset, string from, bool withExpressions, CancellationToken ct)
    {
        var names = new PreparedColumns(dataset.Columns);
        var sql = $"SELECT {string.Join(", ", Items(names, withExpressions))} FROM {from}";
        var columns = connection.ReadColumns(sql, ct);
        var events = (TimestampColumn)columns[names.NameOf(spec.Prepare.EventTime)];
        if (columns.RowCount == 0)
        {
            return FeaturesProblems.NoRows(dataset.Name);
        }

        if (events.CountNulls() is > 0 and var missing)
        {
            return FeaturesProblems.NoEventTime(events.Name, missing);
        }

        if (!TimeOrder.IsAscending(events.Values))
        {
            // Prepared data is written in this order; another source of it may not be.
            columns = connection.ReadColumns($"{sql} ORDER BY {DuckSql.QuoteIdentifier(events.Name)}, {RowId}", ct);
        }

        return new PreparedRows(columns, names, spec.Prepare.EventTime, spec.Prepare.CreatedTime);
    }

    /// <summary>Raw columns that expressions name, each once.</summary>
    public static IReadOnlyList<string> ExpressionColumns(FeaturePlan plan)
    {
        var features = plan.Features.Select(feature => feature.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. plan.OnDemand.Concat(plan.Baselines).SelectMany(expression => expression.Expression.Columns)
                .Where(name => !features.Contains(name)).Distinct(StringComparer.OrdinalIgnoreCase),
        ];
    }

    private IEnumerable<string> Items(PreparedColumns names, bool withExpressions)
    {
        IEnumerable<string?> plain =
        [
            spec.Prepare.EventTime, spec.Prepare.CreatedTime,
            .. plan.Views.SelectMany(view => view.Keys.Concat(withExpressions ? view.QueryColumns : [])),
            .. withExpressions ? ExpressionColumns(plan) : [],
        ];
        var aggregated = plan.Views.SelectMany(view => view.Spec.Aggregates).Select(aggregate => aggregate.Column);
        return plain.OfType<string>().Select(names.Read)
            .Concat(aggregated.Append(withExpressions ? spec.Target : null).OfType<string>().Select(names.ReadNumber))
            .Prepend(RowId)
            .Distinct(StringComparer.Ordinal);
    }
}
