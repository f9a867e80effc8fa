namespace Millrace.DuckDb.Expressions;

/// <summary>A column an expression may name.</summary>
/// <param name="Name">Its name, not quoted.</param>
/// <param name="SqlType">Its type as SQL writes it, such as <c>DECIMAL(18,3)</c>; trusted, it goes into SQL as it is.</param>
public readonly record struct SchemaColumn(string Name, string SqlType);
