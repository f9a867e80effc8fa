using Millrace.Features.Contracts;

namespace Millrace.Features.Binding;

/// <summary>Writes what each feature is, and what a request must bring.</summary>
internal sealed class Documentation(FeatureSetSpec spec, FeatureScope scope, ColumnLineage lineage)
{
    private readonly HashSet<string> temporal = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The features of a view.</summary>
    public IEnumerable<FeatureInfo> Of(BoundView view) =>
        from aggregate in view.Spec.Aggregates
        from window in view.Spec.Windows
        select new FeatureInfo(
            view.NameOf(aggregate, window), FeatureType.Number, $"view {view.Spec.Name} of {view.Spec.Entity}",
            $"{aggregate.Function}({aggregate.Column ?? "rows"}) over {window.Label} by {By(view)}",
            view.Spec.Description, view.Spec.Expected, view.Spec.Leakage, IsTemporal: true);

    /// <summary>An on-demand feature; ask for them in the file's order, because one may be made of those before it.</summary>
    public FeatureInfo Of(BoundExpression feature)
    {
        var written = spec.OnDemand.First(onDemand => onDemand.Name == feature.Name);
        var isTemporal = feature.Expression.Columns.Any(IsTemporal);
        if (isTemporal)
        {
            temporal.Add(feature.Name);
        }

        return new FeatureInfo(
            feature.Name, FeatureTypes.Travelling(feature.SqlType), "request", feature.Expression.Sql,
            written.Description, written.Expected, written.Leakage, isTemporal);
    }

    /// <summary>Raw columns behind keys, expressions and the event time, in their order in the data.</summary>
    public IReadOnlyList<FeatureField> RequestFields(IReadOnlyList<BoundView> views, IReadOnlyList<BoundExpression> expressions)
    {
        var used = lineage.WithSources(
            views.SelectMany(view => view.QueryColumns)
                .Concat(expressions.SelectMany(expression => expression.Expression.Columns).Where(name => scope.Column(name) is not null))
                .Append(spec.Prepare.EventTime));
        return [.. lineage.RawAmong(used).Select(column => new FeatureField(column.Name, column.Type))];
    }

    private static string By(BoundView view) => view.Keys.Count == 0
        ? "all rows"
        : string.Join(" and ", view.Keys.Zip(view.QueryColumns, (key, column) => key == column ? key : $"{key} = the row's {column}"));

    // View features are of the past; an on-demand feature is what it is made of.
    private bool IsTemporal(string name) =>
        scope.Column(name) is not null ? lineage.IsTemporal(name)
        : temporal.Contains(name) || !spec.OnDemand.Any(other => string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase));
}
