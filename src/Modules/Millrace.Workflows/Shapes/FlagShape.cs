using System.Text.Json.Nodes;
using Millrace.Workflows.Reading;

namespace Millrace.Workflows.Shapes;

/// <summary>true or false.</summary>
internal sealed class FlagShape : ValueShape
{
    public override string Expected => "true or false";

    public override object Placeholder => false;

    public override object? Bind(BindScope scope, Node node, string path)
    {
        if (scope.Text(node, path, Expected) is not { } filled)
        {
            return null;
        }

        if (filled.Text is "true" or "false" && (filled.IsPlain || filled.FromVariable))
        {
            return filled.Text == "true";
        }

        scope.Report(path, node.At, WorkflowProblems.WrongType(path, Expected, $"'{filled.Shown}'"));
        return null;
    }

    public override JsonObject Schema(SchemaDefinitions definitions) =>
        definitions.OrVariable(new JsonObject { ["type"] = "boolean" });

    public override JsonNode? Written(object value) => JsonValue.Create((bool)value);
}
