using Millrace.Data.Contracts;
using Millrace.Workflows.Language;
using Millrace.Workflows.Rules;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Compile;

/// <summary>The <c>data</c> section as the parameters of its steps.</summary>
internal static class DataSpecs
{
    /// <summary>How one source is read.</summary>
    /// <param name="name">The source.</param>
    /// <param name="data">The section.</param>
    /// <param name="folder">Absolute; relative paths start there.</param>
    public static IngestSpec Ingest(string name, DataSection data, string folder)
    {
        var source = data.Sources[name];
        var personal = data.Columns.Where(pair => pair.Value.Pii != Pii.None).Select(pair => pair.Key).ToList();
        return new IngestSpec(
            name, Path.GetFullPath(source.Path, folder), WordShape.Of(source.Format), name == DataRules.Dataset(data) ? personal : null);
    }

    /// <summary>How raw rows become prepared ones.</summary>
    public static PrepareSpec Prepare(DataSection data) => new(
        DataRules.Dataset(data) ?? "",
        [.. data.Columns.Select(pair => Column(pair.Key, pair.Value))],
        [.. data.Lookups.Select(Lookup)],
        [.. data.Derived.Select(pair => new DerivedSpec(pair.Key, pair.Value.Type, pair.Value.Expression, pair.Value.Description))],
        data.EventTime,
        data.CreatedTime,
        [.. data.Checks.Select(Check)]);

    private static ColumnSpec Column(string name, Column column) => new(
        name, column.Type, column.Description, column.Unit, WordShape.Of(column.Pii),
        column.PiiPolicy is { } policy ? WordShape.Of(policy) : null);

    // The data module calls it null that the new columns have no value; in YAML that word would be no text.
    private static LookupSpec Lookup(Lookup lookup) => new(
        lookup.Source, lookup.Key, lookup.On, lookup.Columns,
        lookup.OnMissing == OnMissing.Keep ? "null" : WordShape.Of(lookup.OnMissing));

    private static CheckSpec Check(Check check)
    {
        var spec = new CheckSpec(check.Chosen, check.Name, CheckRules.ColumnsOf(check))
        {
            Severity = WordShape.Of(check.Severity),
            Tolerate = check is IRowCheck rows ? rows.Tolerate : 0,
        };
        return check switch
        {
            BetweenCheck between => spec with { Min = between.Min, Max = between.Max },
            RowCountCheck count => spec with { Min = count.Min, Max = count.Max },
            InSetCheck set => spec with { Values = [.. set.Values.Select(value => value.Text)] },
            MatchesCheck matches => spec with { Pattern = matches.Pattern },
            ForeignKeyCheck key => spec with { Source = key.Source, Key = key.Key },
            ExpressionCheck expression => spec with { Expression = expression.Expression },
            FreshnessCheck fresh => spec with { MaxAge = fresh.MaxAge.Length, AsOf = fresh.AsOf },
            _ => spec,
        };
    }
}
