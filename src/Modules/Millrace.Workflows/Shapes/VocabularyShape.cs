using System.Text.Json.Nodes;
using Millrace.Workflows.Reading;

namespace Millrace.Workflows.Shapes;

/// <summary>One of the words that a module contributes.</summary>
internal sealed class VocabularyShape(VocabularyOf of) : ValueShape
{
    public override string Expected => $"one of the known {WorkflowVocabulary.Title(of)}";

    public override object Placeholder => "";

    public override object? Bind(BindScope scope, Node node, string path)
    {
        if (scope.Text(node, path, Expected) is not { } filled)
        {
            return null;
        }

        if (scope.Vocabulary.Canonical(of, filled.Text) is { } word)
        {
            return word;
        }

        scope.Report(path, node.At, WorkflowProblems.UnknownWord(path, filled, scope.Vocabulary.Words(of)));
        return null;
    }

    public override JsonObject Schema(SchemaDefinitions definitions) => of == VocabularyOf.ColumnTypes
        ? new JsonObject { ["type"] = "string", ["examples"] = Words(definitions) }
        : definitions.OrVariable(new JsonObject { ["enum"] = Words(definitions) });

    public override JsonNode? Written(object value) => JsonValue.Create((string)value);

    private JsonArray Words(SchemaDefinitions definitions) =>
        new([.. definitions.Vocabulary.Words(of).Select(word => (JsonNode)JsonValue.Create(word))]);
}
