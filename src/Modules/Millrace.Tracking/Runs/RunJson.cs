using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Millrace.Tracking.Inputs;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Runs;

/// <summary>Writes runs as MLflow's answers have them, without an object for each metric.</summary>
internal static class RunJson
{
    public static void Write(Utf8JsonWriter json, RunRecord run)
    {
        json.WriteStartObject();
        json.WritePropertyName("info"u8);
        WriteInfo(json, run);
        json.WriteStartObject("data"u8);
        WriteMetrics(json, run.Metrics);
        WritePairs(json, "params"u8, run.Params);
        WritePairs(json, "tags"u8, run.Tags);
        json.WriteEndObject();
        json.WritePropertyName("inputs"u8);
        var inputs = new RunInputs
        {
            DatasetInputs = run.Inputs.Count > 0 ? run.Inputs : null,
            ModelInputs = run.ModelInputs.Count > 0 ? run.ModelInputs : null,
        };
        JsonSerializer.Serialize(json, inputs, TrackingJson.Default.RunInputs);
        json.WritePropertyName("outputs"u8);
        JsonSerializer.Serialize(
            json, new RunOutputs { ModelOutputs = run.ModelOutputs.Count > 0 ? run.ModelOutputs : null }, TrackingJson.Default.RunOutputs);
        json.WriteEndObject();
    }

    public static void WriteInfo(Utf8JsonWriter json, RunRecord run)
    {
        json.WriteStartObject();
        json.WriteString("run_uuid"u8, run.Id);
        json.WriteString("run_id"u8, run.Id);
        json.WriteString("run_name"u8, run.Name);
        json.WriteString("experiment_id"u8, run.Experiment.ToString(CultureInfo.InvariantCulture));
        json.WriteString("user_id"u8, run.User ?? "");
        json.WriteString("status"u8, run.Status);
        json.WriteNumber("start_time"u8, run.StartedAt);
        if (run.EndedAt is { } ended)
        {
            json.WriteNumber("end_time"u8, ended);
        }

        json.WriteString("artifact_uri"u8, run.ArtifactUri);
        json.WriteString("lifecycle_stage"u8, run.Stage);
        json.WriteEndObject();
    }

    /// <summary>A real as Protocol Buffers' JSON has it.</summary>
    public static void WriteReal(Utf8JsonWriter json, ReadOnlySpan<byte> name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteString(name, double.IsNaN(value) ? "NaN"u8 : value > 0 ? "Infinity"u8 : "-Infinity"u8);
        }
    }

    private static void WriteMetrics(Utf8JsonWriter json, List<LatestMetric> metrics)
    {
        if (metrics.Count == 0)
        {
            return;
        }

        json.WriteStartArray("metrics"u8);
        foreach (var metric in metrics)
        {
            json.WriteStartObject();
            json.WriteString("key"u8, metric.Key);
            WriteReal(json, "value"u8, metric.Value);
            json.WriteNumber("timestamp"u8, metric.TimestampMs);
            json.WriteNumber("step"u8, metric.Step);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePairs(Utf8JsonWriter json, ReadOnlySpan<byte> name, List<KeyValuePair<string, string>> pairs)
    {
        if (pairs.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var (key, value) in pairs)
        {
            json.WriteStartObject();
            json.WriteString("key"u8, key);
            json.WriteString("value"u8, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

/// <summary>A run in an answer.</summary>
[JsonConverter(typeof(RunAnswerConverter))]
internal sealed record RunAnswer(RunRecord Run);

/// <summary>What stands above a run's data.</summary>
[JsonConverter(typeof(RunInfoAnswerConverter))]
internal sealed record RunInfoAnswer(RunRecord Run);

internal sealed class RunAnswerConverter : JsonConverter<RunAnswer>
{
    public override RunAnswer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, RunAnswer value, JsonSerializerOptions options) => RunJson.Write(writer, value.Run);
}

internal sealed class RunInfoAnswerConverter : JsonConverter<RunInfoAnswer>
{
    public override RunInfoAnswer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, RunInfoAnswer value, JsonSerializerOptions options) => RunJson.WriteInfo(writer, value.Run);
}
