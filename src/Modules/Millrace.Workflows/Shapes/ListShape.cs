using System.Collections;
using System.Text.Json.Nodes;
using Millrace.Workflows.Reading;

namespace Millrace.Workflows.Shapes;

/// <summary>A list of one kind of value. A wrong item is reported and leaves its placeholder.</summary>
internal sealed class ListShape(Type itemType, ValueShape item, int atLeast) : ValueShape
{
    /// <summary>What each item looks like.</summary>
    public ValueShape Item { get; } = item;

    public override string Expected => "a list";

    public override object Placeholder => Array.CreateInstance(itemType, 0);

    public override object? Bind(BindScope scope, Node node, string path)
    {
        if (node is not SequenceNode sequence)
        {
            var isNothing = node is ScalarNode { IsNull: true };
            scope.Report(path, node.At, isNothing
                ? WorkflowProblems.MissingValue(path, Expected)
                : WorkflowProblems.NotAList(path, node));
            return null;
        }

        if (sequence.Items.Count < atLeast)
        {
            scope.Report(path, node.At, WorkflowProblems.TooFewItems(path, atLeast, sequence.Items.Count));
            return null;
        }

        // A broken item leaves its placeholder, so that an index in the model is the index in the file.
        var array = Array.CreateInstance(itemType, sequence.Items.Count);
        foreach (var (index, child) in sequence.Items.Index())
        {
            var at = $"{path}[{index}]";
            scope.Places.Set(at, child.At, child.At);
            array.SetValue(Item.Bind(scope, child, at) ?? Item.Placeholder, index);
        }

        return array;
    }

    public override JsonObject Schema(SchemaDefinitions definitions)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = Item.Schema(definitions) };
        if (atLeast > 0)
        {
            schema["minItems"] = atLeast;
        }

        return schema;
    }

    public override JsonNode? Written(object value)
    {
        var items = ((IEnumerable)value).Cast<object>().Select(Item.Written).ToList();
        return items.Count == 0 || items.Any(written => written is null) ? null : new JsonArray([.. items]);
    }
}
