using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Millrace.Serving.Bodies;

/// <summary>Bodies as the server's pipes hold them: read whole without a copy, written in one piece with their length.</summary>
internal static class JsonBody
{
    private const string ContentType = "application/json; charset=utf-8";

    /// <summary>The whole body. The caller must advance the request's reader when it is done with it.</summary>
    /// <exception cref="BadHttpRequestException">It is larger than the server takes.</exception>
    public static async ValueTask<ReadOnlySequence<byte>> ReadAsync(HttpContext http)
    {
        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            if (read.IsCompleted)
            {
                return read.Buffer;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Answers 200 with JSON.</summary>
    public static async Task WriteAsync(HttpContext http, ReadOnlyMemory<byte> json)
    {
        http.Response.ContentType = ContentType;
        http.Response.ContentLength = json.Length;
        await http.Response.BodyWriter.WriteAsync(json, http.RequestAborted);
    }
}
