using Millrace.Mlflow.Search.Vocabulary;

namespace Millrace.Mlflow.Search.Sql;

/// <summary>Fills the templates of a schema.</summary>
internal static class KeyedTableSql
{
    /// <summary>The table that holds a kind.</summary>
    /// <exception cref="InvalidOperationException">The schema does not have what its vocabulary allows.</exception>
    public static KeyedTable Table(this SearchSchema schema, SearchKind kind, string key) => kind switch
    {
        SearchKind.Metric => schema.Metrics,
        SearchKind.Param => schema.Params,
        SearchKind.Tag => schema.Tags,
        SearchKind.Dataset => schema.Datasets.GetValueOrDefault(key),
        _ => null,
    } ?? throw new InvalidOperationException($"The schema has no table for {kind} '{key}'.");

    /// <summary>A column, or a bug.</summary>
    /// <exception cref="InvalidOperationException">The schema does not have what its vocabulary allows.</exception>
    public static SearchColumn Column(this SearchSchema schema, string attribute) =>
        schema.Attributes.TryGetValue(attribute, out var column)
            ? column
            : throw new InvalidOperationException($"The schema has no column for '{attribute}'.");

    /// <summary>Which rows belong to the key.</summary>
    public static string OnFor(this KeyedTable table, string alias, OrderTerm of, SqlParameters parameters)
    {
        var on = table.On.Replace("{t}", alias, StringComparison.Ordinal);
        return Fill(Fill(Fill(on, "{key}", of.Key), "{dataset_name}", of.DatasetName), "{dataset_digest}", of.DatasetDigest);

        string Fill(string text, string mark, string? value) =>
            text.Contains(mark, StringComparison.Ordinal) ? text.Replace(mark, parameters.AddOrNull(value), StringComparison.Ordinal) : text;
    }
}
