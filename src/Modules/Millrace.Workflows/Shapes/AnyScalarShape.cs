using System.Text.Json.Nodes;
using Millrace.Workflows.Language;
using Millrace.Workflows.Reading;

namespace Millrace.Workflows.Shapes;

/// <summary>Any single value, kept as its text: a member of a set of allowed values.</summary>
internal sealed class AnyScalarShape : ValueShape
{
    public override string Expected => "a single value";

    public override object Placeholder => new Literal("");

    public override object? Bind(BindScope scope, Node node, string path) =>
        scope.Text(node, path, Expected) is { } filled ? new Literal(filled.Text) : null;

    public override JsonObject Schema(SchemaDefinitions definitions) =>
        new() { ["type"] = new JsonArray("string", "number", "boolean") };
}
