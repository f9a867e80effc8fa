namespace Millrace.Mlflow.Search.Vocabulary;

/// <summary>An attribute that searches may name.</summary>
/// <param name="Name">The one name that schemas know it by.</param>
/// <param name="Type">What its values are.</param>
/// <param name="Aliases">Other names that clients may write.</param>
public sealed record SearchAttribute(string Name, SearchType Type, params IReadOnlyList<string> Aliases)
{
    /// <summary>Whether filters may name it.</summary>
    public bool IsFilterable { get; init; } = true;

    /// <summary>Whether orders may name it.</summary>
    public bool IsOrderable { get; init; } = true;

    /// <summary>Whether <c>IN</c> is allowed.</summary>
    public bool TakesIn { get; init; }

    /// <summary>Whether <c>NOT IN</c> is allowed.</summary>
    public bool TakesNotIn { get; init; }

    internal bool Is(string name) => Name == name || Aliases.Contains(name);
}
