using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Millrace.Events.Webhooks;

// MLflow's messages of webhooks.proto.
internal sealed record WebhookEventBody
{
    public string Entity { get; init; } = "";

    public string Action { get; init; } = "";
}

internal sealed record CreateWebhookRequest
{
    [Required]
    public string Name { get; init; } = "";

    [Required]
    public string Url { get; init; } = "";

    [Required]
    public IReadOnlyList<WebhookEventBody>? Events { get; init; }

    public string? Description { get; init; }

    public string? Secret { get; init; }

    public string? Status { get; init; }
}

internal sealed record UpdateWebhookRequest
{
    public string? Name { get; init; }

    public string? Url { get; init; }

    public IReadOnlyList<WebhookEventBody>? Events { get; init; }

    public string? Description { get; init; }

    public string? Secret { get; init; }

    public string? Status { get; init; }
}

internal sealed record ListWebhooksRequest
{
    public int? MaxResults { get; init; }

    public string? PageToken { get; init; }
}

internal sealed record TestWebhookRequest
{
    public WebhookEventBody? Event { get; init; }
}

internal sealed record WebhookBody(
    string WebhookId, string Name, string? Description, string Url, IReadOnlyList<WebhookEventBody> Events, string Status,
    long CreationTimestamp, long LastUpdatedTimestamp);

internal sealed record WebhookResponse(WebhookBody Webhook);

internal sealed record ListWebhooksResponse(IReadOnlyList<WebhookBody>? Webhooks, string? NextPageToken);

internal sealed record WebhookTestBody(bool Success, int? ResponseStatus, string? ResponseBody, string? ErrorMessage);

internal sealed record TestWebhookResponse(WebhookTestBody Result);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreateWebhookRequest))]
[JsonSerializable(typeof(UpdateWebhookRequest))]
[JsonSerializable(typeof(ListWebhooksRequest))]
[JsonSerializable(typeof(TestWebhookRequest))]
[JsonSerializable(typeof(WebhookResponse))]
[JsonSerializable(typeof(ListWebhooksResponse))]
[JsonSerializable(typeof(TestWebhookResponse))]
internal sealed partial class WebhookJson : JsonSerializerContext;
