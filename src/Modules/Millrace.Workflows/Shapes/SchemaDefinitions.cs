using System.Text.Json.Nodes;

namespace Millrace.Workflows.Shapes;

/// <summary>The <c>$defs</c> of the JSON Schema being written.</summary>
internal sealed class SchemaDefinitions(WorkflowVocabulary vocabulary)
{
    private const string Variable = "variable";
    private readonly SortedDictionary<string, JsonObject?> definitions = new(StringComparer.Ordinal);

    /// <summary>The words the modules know.</summary>
    public WorkflowVocabulary Vocabulary { get; } = vocabulary;

    /// <summary>A reference to a definition, made when it is new.</summary>
    public JsonObject Define(string name, Func<JsonObject> make)
    {
        if (definitions.TryAdd(name, null))
        {
            definitions[name] = make();
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    /// <summary>The schema, or a text with a variable in it whose value is checked when the file is read.</summary>
    public JsonObject OrVariable(JsonObject schema) => new()
    {
        ["anyOf"] = new JsonArray(schema, Define(Variable, () => new JsonObject
        {
            ["type"] = "string",
            ["pattern"] = @"\$\{[A-Za-z_]",
            ["description"] = "A variable: ${NAME} or ${NAME:-default}.",
        })),
    };

    /// <summary>All definitions by name.</summary>
    public JsonObject All() => new(definitions.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
}
