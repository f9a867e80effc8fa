using System.Text.Json.Serialization;

namespace Millrace.Client.Journals;

/// <summary>One thing that was logged, as a line of the journal.</summary>
internal sealed record JournalRecord
{
    public required JournalKind Kind { get; init; }

    /// <summary>Key of a metric, parameter or tag; path of an artifact; status of an end; name of a run's experiment.</summary>
    public string Key { get; init; } = "";

    /// <summary>Value of a parameter or tag; the local file of an artifact; name of a run.</summary>
    public string? Text { get; init; }

    public double Number { get; init; }

    public long Step { get; init; }

    public long TimestampMs { get; init; }

    /// <summary>Tags of a run's start.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}

/// <summary>What was logged.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JournalKind>))]
internal enum JournalKind
{
    Start = 1,
    Metric,
    Param,
    Tag,
    Artifact,
    End,
}

[JsonSourceGenerationOptions(
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(JournalRecord))]
internal sealed partial class JournalJson : JsonSerializerContext;
