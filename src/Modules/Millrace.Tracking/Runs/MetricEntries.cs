using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Millrace.Tracking.Runs;

/// <summary>A metric of a batch, as it was sent.</summary>
internal readonly record struct MetricEntry(
    string? Key, double? Value, long? Timestamp, long Step, string? ModelId, string? DatasetName, string? DatasetDigest);

/// <summary>Reads the metrics of a batch by hand: there are a thousand of them, and the general way takes longer than writing them does.</summary>
internal sealed class MetricEntries : JsonConverter<IReadOnlyList<MetricEntry>?>
{
    public override IReadOnlyList<MetricEntry>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("Metrics are a list.");
        }

        List<MetricEntry> entries = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            entries.Add(ReadEntry(ref reader));
        }

        return entries;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<MetricEntry>? value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static MetricEntry ReadEntry(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A metric is an object.");
        }

        var entry = default(MetricEntry);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            entry = ReadProperty(ref reader, entry);
        }

        return entry;
    }

    private static MetricEntry ReadProperty(ref Utf8JsonReader reader, in MetricEntry entry)
    {
        if (reader.ValueTextEquals("key"u8))
        {
            return entry with { Key = Text(ref reader) };
        }

        if (reader.ValueTextEquals("value"u8))
        {
            return entry with { Value = Real(ref reader) };
        }

        if (reader.ValueTextEquals("timestamp"u8))
        {
            return entry with { Timestamp = Whole(ref reader) };
        }

        if (reader.ValueTextEquals("step"u8))
        {
            return entry with { Step = Whole(ref reader) ?? 0 };
        }

        if (reader.ValueTextEquals("model_id"u8))
        {
            return entry with { ModelId = Text(ref reader) };
        }

        if (reader.ValueTextEquals("dataset_name"u8))
        {
            return entry with { DatasetName = Text(ref reader) };
        }

        if (reader.ValueTextEquals("dataset_digest"u8))
        {
            return entry with { DatasetDigest = Text(ref reader) };
        }

        reader.Read();
        reader.Skip();
        return entry;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Null ? reader.GetString() : throw new JsonException("It is no text.");
    }

    private static double? Real(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.Number => reader.GetDouble(),
            JsonTokenType.Null => null,
            JsonTokenType.String when double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
            _ => throw new JsonException("It is no number."),
        };
    }

    private static long? Whole(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.Number when reader.TryGetInt64(out var value) => value,
            JsonTokenType.Null => null,
            JsonTokenType.String when long.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) => value,
            _ => throw new JsonException("It is no whole number."),
        };
    }
}
