using System.Text.Json;
using System.Text.Json.Serialization;

namespace Millrace.Kernel.Identity;

/// <summary>One execution of a plan; not a <see cref="RunId"/>. Text form <c>p-</c> and 32 hex digits.</summary>
[JsonConverter(typeof(PipelineRunIdJsonConverter))]
public readonly record struct PipelineRunId
{
    private const string Prefix = "p-";
    private readonly string? text;

    private PipelineRunId(string text) => this.text = text;

    /// <summary>A fresh, time-ordered id.</summary>
    public static PipelineRunId New(TimeProvider clock) =>
        new(Prefix + Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"));

    /// <summary>Reads the text form.</summary>
    public static bool TryParse(string? text, out PipelineRunId id)
    {
        var isId = text is { Length: 34 } && text.StartsWith(Prefix, StringComparison.Ordinal)
            && !text.AsSpan(2).ContainsAnyExcept("0123456789abcdef");
        id = isId ? new PipelineRunId(text!) : default;
        return isId;
    }

    /// <inheritdoc/>
    public override string ToString() => text ?? "";
}

internal sealed class PipelineRunIdJsonConverter : JsonConverter<PipelineRunId>
{
    public override PipelineRunId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PipelineRunId.TryParse(reader.GetString(), out var id)
            ? id
            : throw new JsonException("A pipeline run id is 'p-' and 32 lower-case hex digits.");

    public override void Write(Utf8JsonWriter writer, PipelineRunId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
