using System.Text.Json.Nodes;
using Millrace.Workflows.Language;
using Millrace.Workflows.Reading;

namespace Millrace.Workflows.Shapes;

/// <summary>A value with a unit or a form of its own: a duration, rate, quantity or instant.</summary>
/// <param name="expected">In words, with an example.</param>
/// <param name="placeholder">Stands in for a wrong one.</param>
/// <param name="parse">The value, or null when the text is none.</param>
/// <param name="schema">The JSON Schema's alternatives.</param>
/// <param name="isDate">Whether a wrong one is a bad date rather than a bad unit.</param>
internal sealed class UnitShape(
    string expected, object placeholder, Func<string, object?> parse, Func<JsonObject> schema, bool isDate = false) : ValueShape
{
    public override string Expected => expected;

    public override object Placeholder => placeholder;

    public static UnitShape Duration { get; } = new(
        "a duration like 500ms, 30s, 5m, 2h or 28d", Language.Duration.Zero, text => Language.Duration.Parse(text),
        () => Pattern(@"^[0-9]+(\.[0-9]+)?(us|ms|s|m|h|d|w)$"));

    public static UnitShape Rate { get; } = new(
        "a rate like 200rps or 600rpm", new Rate("0rps", 0), text => Language.Rate.Parse(text),
        () => Pattern(@"^[0-9]+(\.[0-9]+)?(rps|rpm)$"));

    public static UnitShape Quantity { get; } = new(
        "a number, a duration like 20ms or a rate like 200rps", new Quantity("0", 0, null), text => Language.Quantity.Parse(text),
        () => new JsonObject
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["type"] = "number" }, Pattern(@"^[0-9]+(\.[0-9]+)?(us|ms|s|m|h|d|w|rps|rpm)$")),
        });

    public static UnitShape Instant { get; } = new(
        "a date like 2001-06-01 or an instant like 2001-06-01T12:00:00Z", DateTimeOffset.UnixEpoch, text => Dates.Parse(text),
        () => Pattern(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?$"),
        isDate: true);

    public override object? Bind(BindScope scope, Node node, string path)
    {
        if (scope.Text(node, path, Expected) is not { } filled)
        {
            return null;
        }

        if (parse(filled.Text) is { } value)
        {
            return value;
        }

        scope.Report(path, node.At, isDate
            ? WorkflowProblems.BadDate(path, filled.Shown)
            : WorkflowProblems.BadUnit(path, Expected, filled.Shown));
        return null;
    }

    public override JsonObject Schema(SchemaDefinitions definitions) => definitions.OrVariable(schema());

    private static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };
}
