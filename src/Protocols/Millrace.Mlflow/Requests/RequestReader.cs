using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Errors;

namespace Millrace.Mlflow.Requests;

/// <summary>Reads a request as MLflow's server does: the query of a GET that has one, otherwise the JSON body.</summary>
internal static class RequestReader
{
    /// <summary>The most bytes of a JSON body; MLflow's limit is 1 MB for a batch, and a few requests may be larger.</summary>
    public const int MostBodyBytes = 16 * 1024 * 1024;

    public static async ValueTask<Outcome<T>> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type)
        where T : class
    {
        var request = http.Request;
        if (HttpMethods.IsGet(request.Method) && request.Query.Count > 0)
        {
            return FromQuery(request.Query, type);
        }

        if (request.ContentType is { } given && !given.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            return MlflowProblems.ContentType(given);
        }

        if (request.ContentLength > MostBodyBytes)
        {
            return MlflowProblems.BodyTooLarge(MostBodyBytes);
        }

        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted).ConfigureAwait(false);
            if (read.IsCompleted)
            {
                var outcome = FromBody(read.Buffer, type);
                reader.AdvanceTo(read.Buffer.End);
                return outcome;
            }

            if (read.Buffer.Length > MostBodyBytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                return MlflowProblems.BodyTooLarge(MostBodyBytes);
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static Outcome<T> FromBody<T>(ReadOnlySequence<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            var json = new Utf8JsonReader(body);
            var request = body.IsEmpty ? JsonSerializer.Deserialize("{}"u8, type) : Decode(ref json, type);
            return body.IsEmpty || !json.Read() ? Checked(request, type) : MlflowProblems.BodyNotJson("something follows it.");
        }
        catch (JsonException fault)
        {
            return Told(fault, () => JsonDocument.Parse(body));
        }
    }

    // Old clients send the JSON inside a JSON string.
    private static T? Decode<T>(ref Utf8JsonReader json, JsonTypeInfo<T> type)
        where T : class
    {
        var start = json;
        if (json.Read() && json.TokenType == JsonTokenType.String)
        {
            return JsonSerializer.Deserialize(json.GetString()!, type);
        }

        json = start;
        return JsonSerializer.Deserialize(ref json, type);
    }

    private static Outcome<T> FromQuery<T>(IQueryCollection query, JsonTypeInfo<T> type)
        where T : class
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            if (WriteQuery(writer, query, RequestShape.Of(type)) is { } problem)
            {
                return problem;
            }
        }

        try
        {
            return Checked(JsonSerializer.Deserialize(buffer.WrittenSpan, type), type);
        }
        catch (JsonException fault)
        {
            return Told(fault, () => JsonDocument.Parse(buffer.WrittenMemory));
        }
    }

    private static Problem? WriteQuery(Utf8JsonWriter writer, IQueryCollection query, RequestShape shape)
    {
        writer.WriteStartObject();
        foreach (var (name, values) in query)
        {
            if (shape.Parameters.TryGetValue(name, out var kind) && Write(writer, name, kind, values) is { } problem)
            {
                return problem;
            }
        }

        writer.WriteEndObject();
        return null;
    }

    private static Problem? Write(Utf8JsonWriter writer, string name, ParameterKind kind, StringValues values)
    {
        var last = values[^1] ?? "";
        switch (kind)
        {
            case ParameterKind.List:
                writer.WriteStartArray(name);
                foreach (var value in values)
                {
                    writer.WriteStringValue(value);
                }

                writer.WriteEndArray();
                return null;
            case ParameterKind.Truth when bool.TryParse(last, out var truth):
                writer.WriteBoolean(name, truth);
                return null;
            case ParameterKind.Truth:
                return MlflowProblems.Wrong(name, $"'{Cut(last)}'");
            default:
                writer.WriteString(name, last);
                return null;
        }
    }

    private static Outcome<T> Checked<T>(T? request, JsonTypeInfo<T> type)
        where T : class =>
        request is null ? MlflowProblems.BodyNotJson("it is null.")
        : RequestShape.Of(type).Missing(request) is { } missing ? Outcome<T>.Failed(missing)
        : request;

    // The serializer says where it stopped; what stands there is read again, so that the message can name it.
    private static Problem Told(JsonException fault, Func<JsonDocument> parse)
    {
        JsonDocument document;
        try
        {
            document = parse();
        }
        catch (JsonException malformed)
        {
            return MlflowProblems.BodyNotJson(malformed.Message);
        }

        using (document)
        {
            var name = (fault.Path ?? "").TrimStart('$', '.').Split('.', '[')[0];
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value)
                ? MlflowProblems.Wrong(name, Cut(value.GetRawText()))
                : MlflowProblems.BodyNotJson($"it is {document.RootElement.ValueKind}.");
        }
    }

    private static string Cut(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
