namespace Millrace.Events.Webhooks;

/// <summary>Where events are sent.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">For people.</param>
/// <param name="Description">Null for none.</param>
/// <param name="Url">The target.</param>
/// <param name="SealedSecret">The signing secret, encrypted; null for unsigned.</param>
/// <param name="IsActive">Whether anything is sent.</param>
/// <param name="Types">The events it asks for.</param>
/// <param name="CreatedMs">Unix milliseconds, UTC.</param>
/// <param name="UpdatedMs">Unix milliseconds, UTC.</param>
internal sealed record Webhook(
    string Id, string Name, string? Description, string Url, string? SealedSecret, bool IsActive, IReadOnlyList<string> Types, long CreatedMs,
    long UpdatedMs)
{
    public const string Active = "ACTIVE";
    public const string Disabled = "DISABLED";

    public WebhookBody ToBody() => new(
        Id, Name, Description, Url, [.. Types.Select(WebhookEvents.Body)], IsActive ? Active : Disabled, CreatedMs, UpdatedMs);
}

/// <summary>One event on its way to one webhook.</summary>
/// <param name="Webhook">Where to.</param>
/// <param name="Sequence">The event's number in the outbox.</param>
/// <param name="DeliveryId">The same at every attempt, so that a receiver can tell a repeated one.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Type">What happened.</param>
/// <param name="TimeMs">When, Unix milliseconds, UTC.</param>
/// <param name="Data">The payload as JSON.</param>
internal sealed record Delivery(Webhook Webhook, long Sequence, string DeliveryId, int Attempt, string Type, long TimeMs, string Data);
