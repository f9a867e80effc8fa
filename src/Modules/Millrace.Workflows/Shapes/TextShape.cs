using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Millrace.Workflows.Reading;

namespace Millrace.Workflows.Shapes;

/// <summary>A text. One without quotes that YAML takes for a number, boolean or null is refused, as editors do.</summary>
internal sealed partial class TextShape(NameRule? rule) : ValueShape
{
    public override string Expected => rule is { } named ? $"a name ({named.InWords()})" : "a text";

    public override object Placeholder => "";

    public override object? Bind(BindScope scope, Node node, string path)
    {
        if (scope.Text(node, path, Expected) is not { } filled)
        {
            return null;
        }

        if (filled is { IsPlain: true, FromVariable: false } && NotText().IsMatch(filled.Text))
        {
            scope.Report(path, node.At, WorkflowProblems.TextNeedsQuotes(path, filled.Text));
            return null;
        }

        if (string.IsNullOrWhiteSpace(filled.Text))
        {
            scope.Report(path, node.At, WorkflowProblems.MissingValue(path, Expected));
            return null;
        }

        if (rule is { } named && !named.Allows(filled.Text))
        {
            scope.Report(path, node.At, WorkflowProblems.BadName(path, filled.Shown, named.InWords()));
            return null;
        }

        return filled.Text;
    }

    public override JsonObject Schema(SchemaDefinitions definitions) => rule is { } named
        ? new JsonObject { ["type"] = "string", ["pattern"] = $@"{named.Pattern()}|\$\{{" }
        : new JsonObject { ["type"] = "string", ["minLength"] = 1 };

    public override JsonNode? Written(object value) => JsonValue.Create((string)value);

    // YAML 1.2's core schema: what a plain scalar becomes when it is not text.
    [GeneratedRegex(@"^(?:true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\z")]
    private static partial Regex NotText();
}
