using System.Globalization;
using System.Text;
using Millrace.Kernel.Tables;
using Millrace.Mlflow.Search.Vocabulary;

namespace Millrace.Mlflow.Search.Sql;

/// <summary>Writes an order. What is missing comes last in both directions, NaN just before it.</summary>
internal sealed class OrderSql(SearchSchema schema, SqlDialect dialect, SearchVocabulary vocabulary, SqlParameters parameters)
{
    private readonly StringBuilder joins = new();
    private readonly List<string> terms = [];
    private int joinCount;

    public (string Joins, string OrderBy) Write(IReadOnlyList<OrderTerm> order)
    {
        foreach (var term in order)
        {
            if (term.Kind == SearchKind.Attribute)
            {
                var column = schema.Column(term.Key);
                var isText = vocabulary.Attributes.First(attribute => attribute.Name == term.Key).Type == SearchType.Text;
                Add(term, column.Sql, isText, column.IsNullable ? $"CASE WHEN {column.Sql} IS NULL THEN 1 ELSE 0 END" : null);
            }
            else
            {
                AddKeyed(term);
            }
        }

        return (joins.ToString(), string.Join(", ", terms));
    }

    private void AddKeyed(OrderTerm term)
    {
        var table = term.DatasetName is not null && schema.MetricsOnDataset is { } own ? own : schema.Table(term.Kind, term.Key);
        var alias = "o" + (++joinCount).ToString(CultureInfo.InvariantCulture);
        joins.Append(CultureInfo.InvariantCulture, $" LEFT JOIN {table.Table} {alias} ON {table.OnFor(alias, term, parameters)}");
        var value = $"{alias}.{table.Value}";
        var isNan = table.IsNan is { } column ? $"WHEN {alias}.{column} = 1 THEN 1 " : "";
        Add(term, value, term.Kind != SearchKind.Metric, $"CASE {isNan}WHEN {value} IS NULL THEN 2 ELSE 0 END");
    }

    // PostgreSQL sorts text by the database's language unless told to go by code points, as SQLite does.
    private void Add(OrderTerm term, string value, bool isText, string? rank)
    {
        var collation = isText && dialect == SqlDialect.Postgres ? " COLLATE \"C\"" : "";
        terms.Add($"{(rank is null ? "" : rank + ", ")}{value}{collation}{(term.IsAscending ? "" : " DESC")}");
    }
}
