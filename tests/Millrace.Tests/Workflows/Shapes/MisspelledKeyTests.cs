using Millrace.Kernel.Problems;
using Millrace.Workflows.Language;
using Millrace.Workflows.Reading;
using Millrace.Workflows.Shapes;

namespace Millrace.Tests.Workflows.Shapes;

public sealed class MisspelledKeyTests
{
    private const int Seed = 20010601;

    [Fact]
    public void Any_single_misspelled_key_gives_exactly_a_did_you_mean_of_the_original_at_its_place()
    {
        var random = new Random(Seed);
        var keys = LanguageKeys();
        Assert.True(keys.Count > 200, $"Only {keys.Count} keys found in the sample.");
        foreach (var (key, at) in keys)
        {
            var wrong = Misspell(key, random);
            var problems = Sample.Read(Replace(key, at, wrong)).Problems.Found;

            Assert.True(problems.Count == 1, $"{wrong} for {key} at {at}: {string.Join("\n", problems)}");
            Assert.Equal("workflow.unknown-key", problems[0].Code);
            Assert.Equal($"Did you mean '{key}'?", problems[0].Fix);
            Assert.Equal((at.Line, at.Column), (problems[0].At!.Line, problems[0].At!.Column));
        }
    }

    // A letter more somewhere inside: the original is then the only known key one edit away.
    private static string Misspell(string key, Random random)
    {
        var place = random.Next(1, key.Length + 1);
        return key.Insert(place, "q");
    }

    private static string Replace(string key, Mark at, string wrong)
    {
        var lines = Sample.Text.Split('\n');
        var line = lines[at.Line - 1];
        Assert.Equal(key, line.Substring(at.Column - 1, key.Length));
        lines[at.Line - 1] = string.Concat(line.AsSpan(0, at.Column - 1), wrong, line.AsSpan(at.Column - 1 + key.Length));
        return string.Join('\n', lines);
    }

    // Keys of the language, not names that the user chose: those directly under a map are the latter.
    private static List<(string Key, Mark At)> LanguageKeys()
    {
        var root = TreeReader.Read(Sample.Text, new ProblemList("workflow.yaml"))!;
        var keys = new List<(string, Mark)>();
        Collect(ShapeOf.Record(typeof(WorkflowFile)), root, keys);
        return keys;
    }

    private static void Collect(ValueShape shape, Node node, List<(string, Mark)> keys)
    {
        if (shape is ChoiceShape choice && node is MappingNode chosen)
        {
            var word = chosen.Find(choice.Chooser)!;
            keys.Add((word.Key, word.At));
            Collect(choice.Choices.First(kind => kind.Word == ((ScalarNode)word.Value).Text).Shape, node, keys);
            return;
        }

        foreach (var (child, value, at, isName) in Children(shape, node))
        {
            if (!isName && at is { } place)
            {
                keys.Add((place.Key, place.At));
            }

            Collect(child, value, keys);
        }
    }

    private static IEnumerable<(ValueShape Shape, Node Node, Entry? At, bool IsName)> Children(ValueShape shape, Node node) => (shape, node) switch
    {
        (RecordShape record, MappingNode mapping) =>
            from entry in mapping.Entries
            join key in record.Keys on entry.Key equals key.Key
            select (key.Value, entry.Value, (Entry?)entry, false),
        (MapShape map, MappingNode mapping) => mapping.Entries.Select(entry => (map.Item, entry.Value, (Entry?)entry, true)),
        (ListShape list, SequenceNode sequence) => sequence.Items.Select(item => (list.Item, item, (Entry?)null, false)),
        _ => [],
    };
}
