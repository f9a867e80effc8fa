using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Millrace.Workflows.Reading;

namespace Millrace.Workflows.Shapes;

/// <summary>One word of a closed list: an enum of the language.</summary>
internal sealed class WordShape : ValueShape
{
    private readonly IReadOnlyList<(string Word, object Value)> words;

    public WordShape(Type type)
    {
        words = [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (WordOf(field), field.GetValue(null)!))];
        Placeholder = Activator.CreateInstance(type)!;
    }

    public override string Expected => $"one of {string.Join(", ", words.Select(word => word.Word))}";

    public override object Placeholder { get; }

    public override object? Bind(BindScope scope, Node node, string path)
    {
        if (scope.Text(node, path, Expected) is not { } filled)
        {
            return null;
        }

        var found = words.FirstOrDefault(word => word.Word == filled.Text);
        if (found.Word is null)
        {
            scope.Report(path, node.At, WorkflowProblems.UnknownWord(path, filled, words.Select(word => word.Word)));
        }

        return found.Value;
    }

    public override JsonObject Schema(SchemaDefinitions definitions) => definitions.OrVariable(new JsonObject
    {
        ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)JsonValue.Create(word.Word))]),
    });

    public override JsonNode? Written(object value) =>
        JsonValue.Create(words.First(word => word.Value.Equals(value)).Word);

    /// <summary>The word of an enum's value as it is written in the file.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => WordOf(typeof(T).GetField(value.ToString())!);

    private static string WordOf(FieldInfo field) =>
        field.GetCustomAttribute<WrittenAttribute>()?.Word ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(field.Name);
}
