namespace Millrace.Workflows.Shapes;

/// <summary>What a section, key or word means: shown in messages, in the editor and in the JSON Schema.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class HelpAttribute(string text) : Attribute
{
    public string Text { get; } = text;
}

/// <summary>The key or word in the file where it is not the member's name in snake_case.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class WrittenAttribute(string word) : Attribute
{
    public string Word { get; } = word;
}

/// <summary>Bounds of a number.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WithinAttribute(double min, double max) : Attribute
{
    public double Min { get; } = min;

    public double Max { get; } = max;

    /// <summary>Whether the lower bound itself is refused.</summary>
    public bool AboveMin { get; init; }

    /// <summary>Whether the upper bound itself is refused.</summary>
    public bool BelowMax { get; init; }
}

/// <summary>A list must have this many items.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AtLeastAttribute(int count) : Attribute
{
    public int Count { get; } = count;
}

/// <summary>A text, or the keys of a map, must be usable as a name.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NamedAttribute(NameRule rule) : Attribute
{
    public NameRule Rule { get; } = rule;
}

/// <summary>A text, or the keys of a map, must be one of the words that a module contributes.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class VocabularyAttribute(VocabularyOf of) : Attribute
{
    public VocabularyOf Of { get; } = of;
}

/// <summary>An abstract record whose key of this name says which of its kinds an entry is.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ChosenByAttribute(string key) : Attribute
{
    public string Key { get; } = key;
}

/// <summary>A word that chooses this kind; the record may have several.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class ChoiceAttribute(string word) : Attribute
{
    public string Word { get; } = word;
}
