using System.Text.Json;
using System.Text.Json.Serialization;
using Millrace.Tracking.Runs;

namespace Millrace.Tracking.Metrics;

/// <summary>Histories of one metric in an answer, written without an object for each point.</summary>
/// <param name="Key">The metric.</param>
/// <param name="Series">The points, each series with its run, or one without.</param>
/// <param name="NextPageToken">For the next page; null when this is the last.</param>
[JsonConverter(typeof(HistoryAnswerConverter))]
internal sealed record HistoryAnswer(string Key, IReadOnlyList<(string? Run, IReadOnlyList<HistoryPoint> Points)> Series, string? NextPageToken);

internal sealed class HistoryAnswerConverter : JsonConverter<HistoryAnswer>
{
    public override HistoryAnswer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, HistoryAnswer value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("metrics"u8);
        var key = JsonEncodedText.Encode(value.Key);
        foreach (var (run, points) in value.Series)
        {
            foreach (var point in points)
            {
                writer.WriteStartObject();
                writer.WriteString("key"u8, key);
                RunJson.WriteReal(writer, "value"u8, point.Value);
                writer.WriteNumber("timestamp"u8, point.TimestampMs);
                writer.WriteNumber("step"u8, point.Step);
                if (run is not null)
                {
                    writer.WriteString("run_id"u8, run);
                }

                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
        if (value.NextPageToken is not null)
        {
            writer.WriteString("next_page_token"u8, value.NextPageToken);
        }

        writer.WriteEndObject();
    }
}
