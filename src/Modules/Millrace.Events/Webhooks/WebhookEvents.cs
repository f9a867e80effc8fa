namespace Millrace.Events.Webhooks;

/// <summary>The events that a webhook can ask for. An event's type in the outbox is <c>entity.action</c>, MLflow's own spelling.</summary>
internal static class WebhookEvents
{
    private static readonly Dictionary<string, string[]> ActionsOf = new(StringComparer.Ordinal)
    {
        ["registered_model"] = ["created"],
        ["model_version"] = ["created"],
        ["model_version_tag"] = ["deleted", "set"],
        ["model_version_alias"] = ["created", "deleted"],
        ["prompt"] = ["created"],
        ["prompt_version"] = ["created"],
        ["prompt_tag"] = ["deleted", "set"],
        ["prompt_version_tag"] = ["deleted", "set"],
        ["prompt_alias"] = ["created", "deleted"],
    };

    /// <summary>Every type, <c>entity.action</c>.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. ActionsOf.SelectMany(entity => entity.Value.Select(action => $"{entity.Key}.{action}"))];

    /// <summary>The type of an entity and an action as the wire spells them, in capitals; null when there is none.</summary>
    public static string? TypeOf(string entity, string action) =>
        ActionsOf.TryGetValue(entity.ToLowerInvariant(), out var actions) && actions.Contains(action.ToLowerInvariant())
            ? $"{entity.ToLowerInvariant()}.{action.ToLowerInvariant()}"
            : null;

    /// <summary>What an entity can do; empty for an unknown one.</summary>
    public static IReadOnlyList<string> Actions(string entity) => ActionsOf.GetValueOrDefault(entity.ToLowerInvariant()) ?? [];

    /// <summary>The wire's spelling of a type.</summary>
    public static WebhookEventBody Body(string type)
    {
        var parts = type.Split('.');
        return new WebhookEventBody { Entity = parts[0].ToUpperInvariant(), Action = parts[1].ToUpperInvariant() };
    }
}
