using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Millrace.Kernel.Digests;

/// <summary>A SHA-256 digest: 64 lower-case hex digits, with no prefix.</summary>
[JsonConverter(typeof(DigestJsonConverter))]
public readonly record struct Digest : IComparable<Digest>
{
    private const int HexLength = 64;
    private readonly string? hex;

    private Digest(string hex) => this.hex = hex;

    /// <summary>Digest of bytes.</summary>
    public static Digest Of(ReadOnlySpan<byte> bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>Digest of UTF-8 text.</summary>
    public static Digest Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>Digest of the value's canonical JSON (<see cref="CanonicalJson"/>).</summary>
    public static Digest OfJson<T>(T value) => Of(CanonicalJson.Serialize(value));

    /// <summary>The hash that a <see cref="IncrementalHash"/> of SHA-256 ended with.</summary>
    public static Digest FromHash(ReadOnlySpan<byte> hash) => new(Convert.ToHexStringLower(hash));

    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">Not 64 lower-case hex digits.</exception>
    public static Digest Parse(string text) => TryParse(text, out var digest)
        ? digest
        : throw new FormatException($"A digest is 64 lower-case hex digits, but got '{text}'.");

    /// <summary>Reads the text form.</summary>
    public static bool TryParse(string? text, out Digest digest)
    {
        var isHex = text is { Length: HexLength } && !text.AsSpan().ContainsAnyExcept("0123456789abcdef");
        digest = isHex ? new Digest(text!) : default;
        return isHex;
    }

    /// <summary>The first 12 digits, for people.</summary>
    public string Short => ToString()[..12];

    /// <inheritdoc/>
    public int CompareTo(Digest other) => string.CompareOrdinal(hex, other.hex);

    /// <inheritdoc/>
    public override string ToString() => hex ?? new string('0', HexLength);
}

internal sealed class DigestJsonConverter : JsonConverter<Digest>
{
    public override Digest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Digest.TryParse(reader.GetString(), out var digest)
            ? digest
            : throw new JsonException("A digest is 64 lower-case hex digits.");

    public override void Write(Utf8JsonWriter writer, Digest value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    public override Digest ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, Digest value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString());
}
