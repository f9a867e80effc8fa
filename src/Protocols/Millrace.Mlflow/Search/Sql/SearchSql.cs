namespace Millrace.Mlflow.Search.Sql;

/// <summary>A search in SQL: <c>SELECT … FROM things {Joins} WHERE … AND {Where} ORDER BY {OrderBy}</c>.</summary>
/// <param name="Where">A condition, in parentheses where it needs them; TRUE for all.</param>
/// <param name="Joins">What the order needs; empty for none. They neither drop nor double rows. A count needs none.</param>
/// <param name="OrderBy">Never empty.</param>
/// <param name="Parameters">Values by name, without the @; the names begin with <c>search_</c>.</param>
public sealed record SearchSql(string Where, string Joins, string OrderBy, IReadOnlyDictionary<string, object?> Parameters);
