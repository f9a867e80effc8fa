using System.Globalization;
using Millrace.Kernel.Problems;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Millrace.Workflows.Reading;

/// <summary>Builds the node tree from the parser's events, so that duplicate keys, aliases and tags are ours to judge:
/// YamlDotNet's own tree stops at the first duplicate key.</summary>
internal sealed class TreeReader
{
    // Deeper than any workflow; keeps a file of brackets from using up the stack.
    private const int DeepestLevel = 48;
    private const string CoreTags = "tag:yaml.org,2002:";

    private readonly IParser parser;
    private readonly ProblemList problems;
    private readonly Dictionary<string, Node> anchors = new(StringComparer.Ordinal);

    private TreeReader(string text, ProblemList problems)
    {
        parser = new Parser(new StringReader(text));
        this.problems = problems;
    }

    /// <summary>The root of the one document, or null with problems reported.</summary>
    public static Node? Read(string text, ProblemList problems)
    {
        var reader = new TreeReader(text, problems);
        try
        {
            return reader.Document();
        }
        catch (YamlException malformed)
        {
            problems.Add(WorkflowProblems.NotYaml(malformed.Message), Malformed.Find(text, MarkOf(malformed.Start), malformed.Message));
        }
        catch (InvalidOperationException)
        {
            // What YamlDotNet throws for some unclosed brackets.
            problems.Add(WorkflowProblems.NotYaml("A bracket, brace or quote is not closed."), reader.Here());
        }
        catch (TooDeepException tooDeep)
        {
            problems.Add(WorkflowProblems.TooDeep(DeepestLevel), tooDeep.At);
        }

        return null;
    }

    private Node? Document()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            problems.Add(WorkflowProblems.FileEmpty(), new Mark(1, 1));
            return null;
        }

        parser.Consume<DocumentStart>();
        var root = Next(0);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
        {
            problems.Add(WorkflowProblems.SecondDocument(), MarkOf(second.Start));
        }

        return root;
    }

    private Node Next(int depth)
    {
        var node = parser.Current ?? (parser.MoveNext() ? parser.Current! : throw new InvalidOperationException());
        if (depth > DeepestLevel)
        {
            throw new TooDeepException(MarkOf(node.Start));
        }

        if (node is AnchorAlias)
        {
            return Alias(parser.Consume<AnchorAlias>());
        }

        // The parser lets some broken flow blocks end where a value should stand.
        if (node is not NodeEvent { Anchor: var anchor })
        {
            throw new YamlException(node.Start, node.End, "A value is missing here.");
        }

        Node built = node switch
        {
            MappingStart => Mapping(parser.Consume<MappingStart>(), depth),
            SequenceStart => Sequence(parser.Consume<SequenceStart>(), depth),
            _ => Scalar(parser.Consume<Scalar>()),
        };
        if (!anchor.IsEmpty)
        {
            anchors[anchor.Value] = built;
        }

        return built;
    }

    private Node Alias(AnchorAlias alias)
    {
        if (anchors.TryGetValue(alias.Value.Value, out var target))
        {
            return target;
        }

        var at = MarkOf(alias.Start);
        problems.Add(WorkflowProblems.UnknownAlias(alias.Value.Value, anchors.Keys), at);
        return new ScalarNode("", true, at);
    }

    private ScalarNode Scalar(Scalar scalar)
    {
        var at = MarkOf(scalar.Start);
        CheckTag(scalar.Tag, at);
        return new ScalarNode(scalar.Value, scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty, at);
    }

    private SequenceNode Sequence(SequenceStart start, int depth)
    {
        var at = MarkOf(start.Start);
        CheckTag(start.Tag, at);
        var items = new List<Node>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Next(depth + 1));
        }

        return new SequenceNode(items, at);
    }

    private MappingNode Mapping(MappingStart start, int depth)
    {
        var at = MarkOf(start.Start);
        CheckTag(start.Tag, at);
        var block = new MappingBuilder(problems);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Next(depth + 1);
            block.Add(key, Next(depth + 1));
        }

        return block.Build(at);
    }

    private void CheckTag(TagName tag, Mark at)
    {
        if (!tag.IsEmpty && !tag.IsNonSpecific && !tag.Value.StartsWith(CoreTags, StringComparison.Ordinal))
        {
            problems.Add(WorkflowProblems.TagNotSupported(tag.Value), at);
        }
    }

    private Mark Here() => parser.Current is { } current ? MarkOf(current.Start) : new Mark(1, 1);

    private static Mark MarkOf(YamlDotNet.Core.Mark mark) => new(
        Convert.ToInt32(mark.Line, CultureInfo.InvariantCulture), Convert.ToInt32(mark.Column, CultureInfo.InvariantCulture));

    private sealed class TooDeepException(Mark at) : Exception
    {
        public Mark At { get; } = at;
    }
}
