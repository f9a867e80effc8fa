using System.Collections;
using System.Text.Json.Nodes;
using Millrace.Workflows.Reading;

namespace Millrace.Workflows.Shapes;

/// <summary>Keys chosen by the user (names of sources, columns, views) or by a module (engine parameters), each with a
/// value of one kind, in the file's order.</summary>
internal sealed class MapShape(Type itemType, ValueShape item, NameRule? rule, VocabularyOf? words) : ValueShape
{
    private readonly Type mapType = typeof(OrderedDictionary<,>).MakeGenericType(typeof(string), itemType);

    /// <summary>What each entry's value looks like.</summary>
    public ValueShape Item { get; } = item;

    public override string Expected => "a block of named entries";

    public override object Placeholder => Activator.CreateInstance(mapType)!;

    public override object? Bind(BindScope scope, Node node, string path)
    {
        if (node is not MappingNode mapping)
        {
            scope.Report(path, node.At, node is ScalarNode { IsNull: true }
                ? WorkflowProblems.MissingValue(path, Expected)
                : WorkflowProblems.WrongType(path, Expected, node.Kind));
            return null;
        }

        var map = (IDictionary)Activator.CreateInstance(mapType)!;
        foreach (var entry in mapping.Entries)
        {
            var at = $"{path}.{entry.Key}";
            scope.Places.SetNamed(at, entry.At, entry.Value.At);
            if (KeyProblem(scope, entry.Key, path) is { } problem)
            {
                scope.Report(at, entry.At, problem);
                continue;
            }

            map[entry.Key] = Item.Bind(scope, entry.Value, at) ?? Item.Placeholder;
        }

        return map;
    }

    public override JsonObject Schema(SchemaDefinitions definitions)
    {
        var schema = new JsonObject { ["type"] = "object" };
        if (words is { } vocabulary)
        {
            var properties = new JsonObject();
            foreach (var word in definitions.Vocabulary.Words(vocabulary))
            {
                properties[word] = Item.Schema(definitions);
            }

            schema["properties"] = properties;
            schema["additionalProperties"] = false;
            return schema;
        }

        if (rule is { } named)
        {
            schema["propertyNames"] = new JsonObject { ["pattern"] = named.Pattern() };
        }

        schema["additionalProperties"] = Item.Schema(definitions);
        return schema;
    }

    private Kernel.Problems.Problem? KeyProblem(BindScope scope, string key, string path)
    {
        if (words is { } vocabulary && !scope.Vocabulary.Words(vocabulary).Contains(key))
        {
            return WorkflowProblems.UnknownKey(path, key, scope.Vocabulary.Words(vocabulary));
        }

        return rule is { } named && !named.Allows(key) ? WorkflowProblems.BadName(path, key, named.InWords()) : null;
    }
}
