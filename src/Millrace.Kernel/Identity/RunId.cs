using System.Text.Json;
using System.Text.Json.Serialization;

namespace Millrace.Kernel.Identity;

/// <summary>A tracking run: 32 lower-case hex digits.</summary>
[JsonConverter(typeof(RunIdJsonConverter))]
public readonly record struct RunId
{
    private readonly string? hex;

    private RunId(string hex) => this.hex = hex;

    /// <summary>A fresh, time-ordered id.</summary>
    public static RunId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"));

    /// <summary>An id that the same key always gives; a repeated step finds the run it began.</summary>
    public static RunId FromKey(string key) => new(Digests.Digest.Of(key).ToString()[..32]);

    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">Not 32 lower-case hex digits.</exception>
    public static RunId Parse(string text) => TryParse(text, out var id)
        ? id
        : throw new FormatException($"A run id is 32 lower-case hex digits, but got '{text}'.");

    /// <summary>Reads the text form.</summary>
    public static bool TryParse(string? text, out RunId id)
    {
        var isHex = text is { Length: 32 } && !text.AsSpan().ContainsAnyExcept("0123456789abcdef");
        id = isHex ? new RunId(text!) : default;
        return isHex;
    }

    /// <inheritdoc/>
    public override string ToString() => hex ?? new string('0', 32);
}

internal sealed class RunIdJsonConverter : JsonConverter<RunId>
{
    public override RunId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        RunId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("A run id is 32 lower-case hex digits.");

    public override void Write(Utf8JsonWriter writer, RunId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
