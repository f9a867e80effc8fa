using System.Text;
using System.Text.Json;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Errors;

namespace Millrace.Mlflow.Requests;

/// <summary>Where the next page of a search begins. Clients hand it back unread.</summary>
public static class PageToken
{
    /// <summary>The token for the page from here on.</summary>
    /// <param name="offset">How many results came before, over 0.</param>
    public static string Of(long offset) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{{\"offset\": {offset}}}"));

    /// <summary>Reads a token; none begins at 0.</summary>
    public static Outcome<long> Read(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return 0L;
        }

        try
        {
            using var document = JsonDocument.Parse(Convert.FromBase64String(token));
            if (document.RootElement.TryGetProperty("offset", out var offset) && offset.TryGetInt64(out var value) && value >= 0)
            {
                return value;
            }
        }
        catch (Exception fault) when (fault is FormatException or JsonException or InvalidOperationException)
        {
            // Told below: a token that was made by hand looks like any other wrong one.
        }

        return MlflowProblems.Wrong("page_token", "'" + (token.Length <= 100 ? token : token[..100] + "…") + "'");
    }
}
