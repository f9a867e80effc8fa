using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Millrace.Kernel.Identity;

namespace Millrace.Events.Contracts;

/// <summary>An event as CloudEvents 1.0 writes it in JSON, with the extensions <c>correlationid</c>, <c>tenant</c> and <c>sequence</c>.</summary>
public sealed record CloudEvent
{
    /// <summary>The version of CloudEvents.</summary>
    [JsonPropertyName("specversion")]
    public string SpecVersion { get; init; } = "1.0";

    /// <summary>Unique; a consumer that has seen it may drop the event.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>Who says so: <c>/millrace</c>.</summary>
    [JsonPropertyName("source")]
    public required string Source { get; init; }

    /// <summary>What happened, e.g. <c>MODEL_REGISTERED</c>.</summary>
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    /// <summary>What it happened to.</summary>
    [JsonPropertyName("subject")]
    public required string Subject { get; init; }

    /// <summary>When, UTC, to the millisecond.</summary>
    [JsonPropertyName("time")]
    public required DateTimeOffset Time { get; init; }

    /// <summary>The type of <see cref="Data"/>.</summary>
    [JsonPropertyName("datacontenttype")]
    public string DataContentType { get; init; } = "application/json";

    /// <summary>The same for all events of one execution.</summary>
    [JsonPropertyName("correlationid")]
    public required string CorrelationId { get; init; }

    /// <summary>Whose event it is.</summary>
    [JsonPropertyName("tenant")]
    public required string Tenant { get; init; }

    /// <summary>The order of commits: from 1, growing, and the same in text order because it has 20 digits.</summary>
    [JsonPropertyName("sequence")]
    public required string Sequence { get; init; }

    /// <summary><see cref="Sequence"/> as a number.</summary>
    [JsonIgnore]
    public long SequenceNumber => long.Parse(Sequence, CultureInfo.InvariantCulture);

    /// <summary>The payload.</summary>
    [JsonPropertyName("data")]
    public required JsonObject Data { get; init; }
}

/// <summary>Which events to list.</summary>
/// <param name="AfterSequence">Only those after this one; 0 for all.</param>
/// <param name="Limit">At most so many, 1 to <see cref="MaxLimit"/>.</param>
/// <param name="Type">Only of this type; null for all.</param>
/// <param name="CorrelationId">Only of this execution; null for all.</param>
public sealed record EventQuery(long AfterSequence = 0, int Limit = 100, string? Type = null, string? CorrelationId = null)
{
    /// <summary>The most that one list gives.</summary>
    public const int MaxLimit = 1000;
}
