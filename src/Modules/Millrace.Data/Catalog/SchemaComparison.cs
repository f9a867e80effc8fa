using Millrace.Data.Contracts;

namespace Millrace.Data.Catalog;

/// <summary>Compares the columns of two versions.</summary>
internal static class SchemaComparison
{
    /// <summary>What changed; null when nothing did. The order of columns does not count.</summary>
    public static SchemaChange? Between(IReadOnlyList<DatasetColumn> before, IReadOnlyList<DatasetColumn> after)
    {
        var old = before.ToDictionary(column => column.Name, column => column.Type, StringComparer.Ordinal);
        var now = after.ToDictionary(column => column.Name, column => column.Type, StringComparer.Ordinal);
        var added = after.Where(column => !old.ContainsKey(column.Name)).ToList();
        var removed = before.Where(column => !now.ContainsKey(column.Name)).ToList();
        var retyped = before
            .Where(column => now.TryGetValue(column.Name, out var type) && type != column.Type)
            .ToDictionary(column => column.Name, column => $"{column.Type} -> {now[column.Name]}", StringComparer.Ordinal);
        return added.Count + removed.Count + retyped.Count == 0 ? null : new SchemaChange(added, removed, retyped);
    }

    /// <summary>A change in a few words.</summary>
    public static string InWords(SchemaChange change) => string.Join("; ", new[]
    {
        Words("added", change.Added.Select(column => $"{column.Name} {column.Type}")),
        Words("removed", change.Removed.Select(column => column.Name)),
        Words("retyped", change.Retyped.Select(pair => $"{pair.Key} {pair.Value}")),
    }.OfType<string>());

    private static string? Words(string verb, IEnumerable<string> columns) =>
        string.Join(", ", columns) is { Length: > 0 } list ? $"{verb} {list}" : null;
}
