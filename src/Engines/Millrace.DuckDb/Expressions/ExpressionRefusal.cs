namespace Millrace.DuckDb.Expressions;

/// <summary>Why SQL was not accepted as an expression.</summary>
/// <param name="Message">The parser's or binder's own words, or the rule that was broken and the words that broke it.</param>
/// <param name="Position">Where in the text, in characters from 0; null when DuckDB does not say.</param>
public sealed record ExpressionRefusal(string Message, int? Position = null);
