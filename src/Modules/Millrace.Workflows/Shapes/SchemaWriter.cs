using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Millrace.Workflows.Shapes;

/// <summary>Writes the JSON Schema (2020-12) of the file from its shapes.</summary>
internal static class SchemaWriter
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The whole schema as text, ending in a line feed.</summary>
    public static string Write(RecordShape root, WorkflowVocabulary vocabulary)
    {
        var definitions = new SchemaDefinitions(vocabulary);
        var body = Record(root, definitions);
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Millrace workflow",
            ["description"] = root.Help,
        };
        body.Remove("description");
        foreach (var (key, value) in body)
        {
            schema[key] = value?.DeepClone();
        }

        schema["patternProperties"] = new JsonObject { ["^x-"] = new JsonObject { ["description"] = "Free: a place for YAML anchors." } };
        schema["$defs"] = definitions.All();
        return schema.ToJsonString(Indented) + "\n";
    }

    /// <summary>The schema of a block of known keys.</summary>
    public static JsonObject Record(RecordShape record, SchemaDefinitions definitions)
    {
        var properties = new JsonObject();
        if (record.ChosenBy is { } chooser)
        {
            properties[chooser] = true;
        }

        var start = record.Placeholder;
        foreach (var key in record.Keys)
        {
            var schema = key.Value.Schema(definitions);
            schema["description"] = key.Help;
            if (!key.IsRequired && key.Property.GetValue(start) is { } value && key.Value.Written(value) is { } written)
            {
                schema["default"] = written;
            }

            properties[key.Key] = schema;
        }

        var required = record.Keys.Where(key => key.IsRequired).Select(key => (JsonNode)JsonValue.Create(key.Key)).ToArray();
        var block = new JsonObject { ["type"] = "object", ["description"] = record.Help, ["properties"] = properties };
        if (required.Length > 0)
        {
            block["required"] = new JsonArray(required);
        }

        block["additionalProperties"] = false;
        return block;
    }

    /// <summary>The schema of a block that is one of several kinds.</summary>
    public static JsonObject Choice(ChoiceShape choice, SchemaDefinitions definitions)
    {
        var words = choice.Choices.Select(kind => (JsonNode)JsonValue.Create(kind.Word)).ToArray();
        var kinds = choice.Choices.Select(kind => (JsonNode)new JsonObject
        {
            ["if"] = new JsonObject
            {
                ["properties"] = new JsonObject { [choice.Chooser] = new JsonObject { ["const"] = kind.Word } },
            },
            ["then"] = kind.Shape.Schema(definitions),
        });
        return new JsonObject
        {
            ["type"] = "object",
            ["description"] = choice.Help,
            ["properties"] = new JsonObject
            {
                [choice.Chooser] = new JsonObject { ["enum"] = new JsonArray(words), ["description"] = $"Which kind: its other keys depend on it." },
            },
            ["required"] = new JsonArray(choice.Chooser),
            ["allOf"] = new JsonArray([.. kinds]),
        };
    }
}
