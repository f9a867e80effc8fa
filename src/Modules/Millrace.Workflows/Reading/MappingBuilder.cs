namespace Millrace.Workflows.Reading;

/// <summary>Collects the keys of one block: each once, with the keys that <c>&lt;&lt;</c> takes over from anchors.</summary>
internal sealed class MappingBuilder(ProblemList problems)
{
    private const string MergeKey = "<<";
    private readonly List<Entry> entries = [];
    private readonly Dictionary<string, Mark> seen = new(StringComparer.Ordinal);
    private readonly List<Node> merged = [];

    /// <summary>Adds a key; one that is there already is a problem, and the first stays.</summary>
    public void Add(Node key, Node value)
    {
        if (key is not ScalarNode { Text: var name })
        {
            problems.Add(WorkflowProblems.KeyNotText(key.Kind), key.At);
        }
        else if (name == MergeKey)
        {
            merged.AddRange(value is SequenceNode several ? several.Items : [value]);
        }
        else if (seen.TryGetValue(name, out var first))
        {
            problems.Add(WorkflowProblems.DuplicateKey(name, first.Line), key.At);
        }
        else
        {
            seen.Add(name, key.At);
            entries.Add(new Entry(name, key.At, value));
        }
    }

    /// <summary>The block; its own keys win over merged ones, earlier merges over later ones.</summary>
    public MappingNode Build(Mark at)
    {
        foreach (var source in merged)
        {
            if (source is not MappingNode mapping)
            {
                problems.Add(WorkflowProblems.MergeNotMapping(source.Kind), source.At);
                continue;
            }

            entries.AddRange(mapping.Entries.Where(entry => seen.TryAdd(entry.Key, entry.At)));
        }

        return new MappingNode(entries, at);
    }
}
