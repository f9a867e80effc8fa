using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Errors;

namespace Millrace.Mlflow.Responses;

/// <summary>Writes answers.</summary>
public static class MlflowResponse
{
    private const string Json = "application/json";

    /// <summary>Writes a body that is whole in memory, with its length.</summary>
    public static async Task WriteAsync<T>(HttpContext http, T body, JsonTypeInfo<T> type)
    {
        http.Response.ContentType = Json;
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            JsonSerializer.Serialize(writer, body, type);
        }

        http.Response.ContentLength = buffer.WrittenCount;
        await http.Response.BodyWriter.WriteAsync(buffer.WrittenMemory, http.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Writes problems in MLflow's form, with the status that MLflow gives.</summary>
    public static Task WriteAsync(HttpContext http, IReadOnlyList<Problem> problems)
    {
        var error = MlflowError.Of(problems);
        http.Response.StatusCode = MlflowErrorCode.HttpStatus(error.ErrorCode);
        return WriteAsync(http, error, ErrorJson.Default.MlflowError);
    }
}
