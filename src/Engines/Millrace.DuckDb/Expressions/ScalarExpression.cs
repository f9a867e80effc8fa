namespace Millrace.DuckDb.Expressions;

/// <summary>SQL that was found to be one expression over the columns of one row.</summary>
/// <param name="Sql">The text as it was given; embed it as <see cref="Embedded"/>.</param>
/// <param name="Columns">
/// Columns it names, in the order of appearance, each once; of a qualified name such as <c>s.f</c> the first part.
/// </param>
/// <param name="Functions">Functions it calls by name, in lower case, each once; operators are left out.</param>
/// <param name="VolatileFunctions">Those that answer differently from call to call or query to query, such as <c>now</c>.</param>
public sealed record ScalarExpression(
    string Sql,
    IReadOnlyList<string> Columns,
    IReadOnlyList<string> Functions,
    IReadOnlyList<string> VolatileFunctions)
{
    /// <summary>What it yields; null until it was bound to a schema.</summary>
    public DuckColumnType? Type { get; init; }

    /// <summary>The text in parentheses; they stand on lines of their own, so that a comment at the end stays one.</summary>
    public string Embedded => $"({Sql}\n)";
}
