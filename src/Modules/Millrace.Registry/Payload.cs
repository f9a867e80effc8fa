using System.Text.Json.Nodes;

namespace Millrace.Registry;

/// <summary>Parts of MLflow's webhook payloads.</summary>
internal static class Payload
{
    /// <summary>Tags; of a prompt without those that only say that it is one.</summary>
    public static JsonObject Tags(IEnumerable<KeyValuePair<string, string>> tags, bool isPrompt) => new(tags
        .Where(tag => !isPrompt || tag.Key is not (PromptTags.IsPrompt or PromptTags.Type or PromptTags.Text))
        .Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value)));
}
