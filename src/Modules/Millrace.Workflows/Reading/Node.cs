namespace Millrace.Workflows.Reading;

/// <summary>Where a node starts in the file.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
internal readonly record struct Mark(int Line, int Column);

/// <summary>A node of the YAML tree as it was written: nothing is typed or substituted yet.</summary>
internal abstract record Node(Mark At)
{
    /// <summary>What it is called in messages.</summary>
    public abstract string Kind { get; }
}

/// <summary>One value.</summary>
/// <param name="Text">With YAML's own escapes resolved.</param>
/// <param name="IsPlain">Written without quotes, so that YAML gives it a type by its look.</param>
/// <param name="At">Where it starts.</param>
internal sealed record ScalarNode(string Text, bool IsPlain, Mark At) : Node(At)
{
    public override string Kind => IsNull ? "nothing" : "a single value";

    /// <summary>Whether YAML reads it as null.</summary>
    public bool IsNull => IsPlain && Text is ("" or "~" or "null" or "Null" or "NULL");
}

/// <summary>A list.</summary>
internal sealed record SequenceNode(IReadOnlyList<Node> Items, Mark At) : Node(At)
{
    public override string Kind => "a list";
}

/// <summary>A block of keys; keys are unique, in the file's order.</summary>
internal sealed record MappingNode(IReadOnlyList<Entry> Entries, Mark At) : Node(At)
{
    public override string Kind => "a block of keys";

    /// <summary>The entry of a key, or null.</summary>
    public Entry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key);
}

/// <summary>One key of a mapping.</summary>
/// <param name="Key">Its text.</param>
/// <param name="At">Where the key starts.</param>
/// <param name="Value">Its value.</param>
internal sealed record Entry(string Key, Mark At, Node Value);
