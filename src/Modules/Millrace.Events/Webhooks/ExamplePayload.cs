using System.Text.Json;
using System.Text.Json.Nodes;

namespace Millrace.Events.Webhooks;

/// <summary>What a test sends: an event of the right form about things that do not exist.</summary>
internal static class ExamplePayload
{
    public static string Of(string type)
    {
        var (entity, action) = (type.Split('.')[0], type.Split('.')[1]);
        var data = new JsonObject { ["name"] = entity.StartsWith("prompt", StringComparison.Ordinal) ? "example_prompt" : "example_model" };
        if (entity.EndsWith("_alias", StringComparison.Ordinal))
        {
            data["alias"] = "example_alias";
        }

        if (entity.Contains("_version", StringComparison.Ordinal) || entity == "prompt_alias")
        {
            data["version"] = action == "deleted" && entity.EndsWith("_alias", StringComparison.Ordinal) ? null : "1";
        }

        if (entity.EndsWith("_tag", StringComparison.Ordinal))
        {
            data["key"] = "example_key";
            data["value"] = action == "set" ? "example_value" : null;
        }

        if (action == "created" && !entity.EndsWith("_alias", StringComparison.Ordinal))
        {
            data["tags"] = new JsonObject { ["example_key"] = "example_value" };
            data["description"] = "An example";
            Origin(entity, data);
        }

        return JsonSerializer.Serialize(new JsonObject(data.Where(part => part.Value is not null).Select(part => KeyValuePair.Create(part.Key, part.Value?.DeepClone()))));
    }

    private static void Origin(string entity, JsonObject data)
    {
        switch (entity)
        {
            case "model_version":
                data["source"] = "models:/123";
                data["run_id"] = "abcd1234abcd5678";
                break;
            case "prompt_version":
                data["template"] = "Hello {{name}}!";
                break;
        }
    }
}
