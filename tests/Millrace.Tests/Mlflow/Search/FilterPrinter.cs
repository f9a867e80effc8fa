using System.Globalization;
using System.Text;
using Millrace.Mlflow.Search.Filter;
using Millrace.Mlflow.Search.Vocabulary;

namespace Millrace.Tests.Mlflow.Search;

/// <summary>Writes a tree as a filter, which must read as the same tree.</summary>
internal static class FilterPrinter
{
    public static string Print(FilterNode node) => node switch
    {
        AllOf all => string.Join(" AND ", all.Parts.Select(part => part is AnyOf ? $"({Print(part)})" : Print(part))),
        AnyOf any => string.Join(" OR ", any.Parts.Select(Print)),
        Not { Part: Comparison } not => $"NOT {Print(not.Part)}",
        Not not => $"NOT ({Print(not.Part)})",
        Comparison comparison => Print(comparison),
        _ => throw new InvalidOperationException($"A filter has no {node.GetType().Name}."),
    };

    private static string Print(Comparison comparison)
    {
        var prefix = comparison.Kind switch
        {
            SearchKind.Metric => "metrics.",
            SearchKind.Param => "params.",
            SearchKind.Tag => "tags.",
            SearchKind.Dataset => "dataset.",
            _ => "",
        };
        var field = $"{prefix}`{comparison.Key.Replace("`", "``", StringComparison.Ordinal)}`";
        var values = comparison.Values.Select(Print);
        return comparison.Operator.IsList() ? $"{field} {comparison.Operator.Text()} ({string.Join(", ", values)})"
            : comparison.Operator.HasValue() ? $"{field} {comparison.Operator.Text()} {values.Single()}"
            : $"{field} {comparison.Operator.Text()}";
    }

    private static string Print(object value) => value switch
    {
        string text => Quote(text),
        double real => real.ToString("E17", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    // Backslashes before a quote count twice.
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("'");
        var slashes = 0;
        foreach (var c in text)
        {
            quoted.Append(c == '\'' ? new string('\\', slashes) + "''" : c.ToString());
            slashes = c == '\\' ? slashes + 1 : 0;
        }

        return quoted.Append('\\', slashes).Append('\'').ToString();
    }
}
