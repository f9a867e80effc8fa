using Millrace.Data.Contracts;
using Millrace.DuckDb;
using Millrace.Features.Binding;
using Millrace.Features.Contracts;
using Millrace.Features.Windows;

namespace Millrace.Features.Build;

/// <summary>Writes the training set: clocks, label, features and baselines of every row, in one pass, to Parquet.</summary>
internal sealed class TrainingSetFile(DuckConnection connection, FeatureSetSpec spec, FeaturePlan plan)
{
    private const string Table = "_prepared";
    private const int RowGroupRows = 122_880;

    /// <summary>Writes it. Equal inputs give equal bytes: one thread writes, in the order of the rows.</summary>
    /// <param name="rows">The prepared rows.</param>
    /// <param name="engine">Answers each of them.</param>
    /// <param name="columns">Of the prepared dataset.</param>
    /// <param name="path">A file that does not exist.</param>
    /// <param name="progress">Told the share of rows done.</param>
    /// <param name="ct">Stops it.</param>
    public void Write(
        PreparedRows rows, WindowEngine engine, IReadOnlyList<DatasetColumn> columns, string path, Action<double> progress, CancellationToken ct)
    {
        var names = engine.FeatureNames;
        using var pipeline = new BlockPipeline(engine);
        var computed = new ComputedBlocks(names, rows.RowCount, BlockPipeline.BlockRows, start =>
        {
            progress((double)start / rows.RowCount);
            return pipeline.Take();
        });
        var raw = PreparedLoader.ExpressionColumns(plan);
        using var table = connection.RegisterArrays(Table, [.. Clocks(rows), .. raw.Select(rows.Column), .. computed.Columns]);
        connection.Execute(
            $"COPY ({Query(new PreparedColumns(columns), raw, names)}) TO {DuckSql.QuoteLiteral(path)} " +
            $"(FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE {RowGroupRows})", ct);
    }

    private IReadOnlyList<DuckColumn> Clocks(PreparedRows rows) =>
    [
        rows.RowIds,
        new TimestampColumn("_event_time", rows.Events.Values, rows.Events.Validity),
        new TimestampColumn("_created_time", rows.Created.Values, rows.Created.Validity),
        new DoubleColumn("_label", rows.Doubles(spec.Target), null, isNaNNull: true),
    ];

    private string Query(PreparedColumns columns, IReadOnlyList<string> raw, IReadOnlyList<string> viewFeatures)
    {
        const string Clocks = "_row_id, _event_time, _created_time, _label";
        var query = $"SELECT {string.Join(", ", viewFeatures.Select(DuckSql.QuoteIdentifier).Concat(raw.Select(columns.Restored)).Prepend(Clocks))} FROM {Table}";
        foreach (var group in Groups(plan.OnDemand))
        {
            query = $"SELECT *, {string.Join(", ", group.Select(Cast))} FROM ({query})";
        }

        var baselines = plan.Baselines.Select(baseline =>
            $"{NullIfNaN(baseline.Expression.Embedded)} AS {DuckSql.QuoteIdentifier("_baseline_" + baseline.Name)}");
        return $"SELECT {string.Join(", ", plan.Features.Select(Feature).Concat(baselines).Prepend(Clocks))} FROM ({query})";
    }

    // Features that do not name one another are computed side by side.
    private static List<List<BoundExpression>> Groups(IReadOnlyList<BoundExpression> expressions)
    {
        var groups = new List<List<BoundExpression>>();
        foreach (var expression in expressions)
        {
            if (groups.Count == 0 || groups[^1].Any(other => expression.Expression.Columns.Contains(other.Name, StringComparer.OrdinalIgnoreCase)))
            {
                groups.Add([]);
            }

            groups[^1].Add(expression);
        }

        return groups;
    }

    private static string Cast(BoundExpression expression) =>
        $"CAST({expression.Expression.Embedded} AS {expression.SqlType}) AS {DuckSql.QuoteIdentifier(expression.Name)}";

    private static string Feature(FeatureInfo feature)
    {
        var name = DuckSql.QuoteIdentifier(feature.Name);
        return feature.Type == FeatureType.Text ? name : $"{NullIfNaN(name)} AS {name}";
    }

    private static string NullIfNaN(string value) => $"nullif(CAST({value} AS DOUBLE), 'NaN'::DOUBLE)";
}
