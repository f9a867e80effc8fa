using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Millrace.Kernel.Blobs;

namespace Millrace.Tracking.Artifacts;

/// <summary>Sends a file to a client, streamed.</summary>
internal static class ArtifactDownload
{
    /// <summary>Sends it, or the range of it that was asked for.</summary>
    public static async Task SendAsync(HttpContext http, IBlobStore blobs, ArtifactPath path, BlobRef blob)
    {
        var content = await blobs.OpenReadAsync(blob.Digest, http.RequestAborted).ConfigureAwait(false);
        await using var owned = content.ConfigureAwait(false);

        // Always an attachment of a stated type: a page that somebody stored must not run on this server's domain.
        http.Response.Headers.ContentDisposition = Disposition(path.Name);
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var tag = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{blob.Digest}\""));
        await TypedResults.Stream(content, MediaTypes.Of(path.Name), entityTag: tag, enableRangeProcessing: true).ExecuteAsync(http).ConfigureAwait(false);
    }

    private static string Disposition(string name)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        if (name.All(char.IsAscii))
        {
            disposition.FileName = name.All(IsTokenCharacter) ? name : HeaderUtilities.EscapeAsQuotedString(name).ToString();
        }
        else
        {
            disposition.SetHttpFileName(name);
        }

        return disposition.ToString();
    }

    private static bool IsTokenCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '~';
}
