using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Millrace.Tests.Workflows;

/// <summary>A judge of the part of JSON Schema 2020-12 that the workflow's schema is written in; an unknown keyword throws,
/// so that nothing is passed by being ignored.</summary>
internal sealed class SchemaJudge(JsonElement root)
{
    private static readonly string[] Notes = ["$schema", "$defs", "title", "description", "default", "examples"];

    /// <summary>Paths that do not fit; empty when the value fits.</summary>
    public IReadOnlyList<string> Judge(JsonElement value)
    {
        var errors = new List<string>();
        Judge(root, value, "", errors);
        return errors;
    }

    private void Judge(JsonElement schema, JsonElement value, string path, List<string> errors)
    {
        if (schema.ValueKind is JsonValueKind.True)
        {
            return;
        }

        if (schema.ValueKind is JsonValueKind.False)
        {
            errors.Add($"{path}: not allowed");
            return;
        }

        foreach (var keyword in schema.EnumerateObject().Where(keyword => !Notes.Contains(keyword.Name)))
        {
            Apply(schema, keyword, value, path, errors);
        }
    }

    private void Apply(JsonElement schema, JsonProperty keyword, JsonElement value, string path, List<string> errors)
    {
        var rule = keyword.Value;
        switch (keyword.Name)
        {
            case "$ref":
                Judge(root.GetProperty("$defs").GetProperty(rule.GetString()!["#/$defs/".Length..]), value, path, errors);
                break;
            case "anyOf":
                Must(rule.EnumerateArray().Any(option => Fits(option, value)), path, "fits no alternative", errors);
                break;
            case "allOf":
                foreach (var part in rule.EnumerateArray())
                {
                    Judge(part, value, path, errors);
                }

                break;
            case "if":
                if (Fits(rule, value))
                {
                    Judge(schema.GetProperty("then"), value, path, errors);
                }

                break;
            case "then":
                break;
            case "properties" or "patternProperties" or "additionalProperties" or "required" or "propertyNames":
                if (value.ValueKind == JsonValueKind.Object)
                {
                    ApplyToObject(schema, keyword, value, path, errors);
                }

                break;
            case "items":
                if (value.ValueKind == JsonValueKind.Array)
                {
                    foreach (var (index, item) in value.EnumerateArray().Index())
                    {
                        Judge(rule, item, $"{path}[{index}]", errors);
                    }
                }

                break;
            default:
                Must(HoldsForOne(keyword.Name, rule, value), path, $"{keyword.Name} {rule.GetRawText()}", errors);
                break;
        }
    }

    private void ApplyToObject(JsonElement schema, JsonProperty keyword, JsonElement value, string path, List<string> errors)
    {
        var rule = keyword.Value;
        switch (keyword.Name)
        {
            case "required":
                Must(rule.EnumerateArray().All(key => value.TryGetProperty(key.GetString()!, out _)), path, "lacks a key", errors);
                return;
            case "propertyNames":
                Must(value.EnumerateObject().All(entry => Regex.IsMatch(entry.Name, rule.GetProperty("pattern").GetString()!)), path, "bad name", errors);
                return;
        }

        foreach (var entry in value.EnumerateObject())
        {
            var at = $"{path}.{entry.Name}";
            var isNamed = schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(entry.Name, out _);
            var isFree = schema.TryGetProperty("patternProperties", out var patterns) && patterns.EnumerateObject().Any(pattern => Regex.IsMatch(entry.Name, pattern.Name));
            if (keyword.Name == "properties" && isNamed)
            {
                Judge(rule.GetProperty(entry.Name), entry.Value, at, errors);
            }
            else if (keyword.Name == "additionalProperties" && !isNamed && !isFree)
            {
                Judge(rule, entry.Value, at, errors);
            }
        }
    }

    private bool Fits(JsonElement schema, JsonElement value)
    {
        var errors = new List<string>();
        Judge(schema, value, "", errors);
        return errors.Count == 0;
    }

    private static bool HoldsForOne(string keyword, JsonElement rule, JsonElement value) => keyword switch
    {
        "type" => rule.ValueKind == JsonValueKind.Array ? rule.EnumerateArray().Any(type => IsOf(type.GetString()!, value)) : IsOf(rule.GetString()!, value),
        "enum" => rule.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value)),
        "const" => JsonElement.DeepEquals(rule, value),
        "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.GetString()!),
        "minLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= rule.GetInt32(),
        "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.GetInt32(),
        "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= rule.GetDouble(),
        "exclusiveMinimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() > rule.GetDouble(),
        "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= rule.GetDouble(),
        "exclusiveMaximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() < rule.GetDouble(),
        _ => throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The judge does not know '{keyword}'.")),
    };

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() == Math.Floor(value.GetDouble()),
        _ => false,
    };

    private static void Must(bool holds, string path, string what, List<string> errors)
    {
        if (!holds)
        {
            errors.Add($"{path}: {what}");
        }
    }
}
