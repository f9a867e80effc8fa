using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Millrace.Workflows.Reading;

namespace Millrace.Workflows.Shapes;

/// <summary>A number within bounds: int, long or double.</summary>
internal sealed partial class NumberShape(Type type, WithinAttribute? bounds) : ValueShape
{
    private readonly bool isWhole = type != typeof(double);

    public override string Expected => (isWhole ? "a whole number" : "a number") + Bounds();

    public override object Placeholder => Convert.ChangeType(Math.Max(0, bounds?.Min ?? 0), type, CultureInfo.InvariantCulture);

    public override object? Bind(BindScope scope, Node node, string path)
    {
        if (scope.Text(node, path, Expected) is not { } filled)
        {
            return null;
        }

        if (!filled.IsPlain && !filled.FromVariable)
        {
            scope.Report(path, node.At, WorkflowProblems.NumberInQuotes(path, Expected, filled.Shown));
            return null;
        }

        if (Parse(filled.Text) is not { } number)
        {
            scope.Report(path, node.At, WorkflowProblems.WrongType(path, Expected, $"'{filled.Shown}'"));
            return null;
        }

        if (!Allows(number))
        {
            scope.Report(path, node.At, WorkflowProblems.OutOfRange(path, Expected, filled.Shown));
            return null;
        }

        return Convert.ChangeType(number, type, CultureInfo.InvariantCulture);
    }

    public override JsonObject Schema(SchemaDefinitions definitions)
    {
        var schema = new JsonObject { ["type"] = isWhole ? "integer" : "number" };
        if (bounds is not null && double.IsFinite(bounds.Min))
        {
            schema[bounds.AboveMin ? "exclusiveMinimum" : "minimum"] = bounds.Min;
        }

        if (bounds is not null && double.IsFinite(bounds.Max))
        {
            schema[bounds.BelowMax ? "exclusiveMaximum" : "maximum"] = bounds.Max;
        }

        return definitions.OrVariable(schema);
    }

    public override JsonNode? Written(object value) => value switch
    {
        int whole => JsonValue.Create(whole),
        long whole => JsonValue.Create(whole),
        _ => JsonValue.Create((double)value),
    };

    // Doubles carry every whole number that int and the counts of this language can reach.
    private double? Parse(string text) =>
        (isWhole ? Whole() : Decimal()).IsMatch(text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;

    private bool Allows(double number)
    {
        var (least, most) = type == typeof(int) ? (int.MinValue, int.MaxValue) : (-1e15, 1e15);
        if (isWhole && (number < least || number > most))
        {
            return false;
        }

        return bounds is null
            || ((bounds.AboveMin ? number > bounds.Min : number >= bounds.Min)
                && (bounds.BelowMax ? number < bounds.Max : number <= bounds.Max));
    }

    private string Bounds()
    {
        var culture = CultureInfo.InvariantCulture;
        return bounds switch
        {
            null => "",
            _ when double.IsInfinity(bounds.Max) => string.Create(culture, $" {(bounds.AboveMin ? "over" : "of at least")} {bounds.Min}"),
            _ => string.Create(culture, $" in {(bounds.AboveMin ? "(" : "[")}{bounds.Min}, {bounds.Max}{(bounds.BelowMax ? ")" : "]")}"),
        };
    }

    [GeneratedRegex(@"^[-+]?[0-9]+\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\z")]
    private static partial Regex Decimal();
}
