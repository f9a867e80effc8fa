using Microsoft.AspNetCore.Http;

namespace Millrace.Registry;

/// <summary>Who asks for a change.</summary>
/// <param name="Actor"><c>user:name</c> or <c>policy:workflow</c>.</param>
/// <param name="CorrelationId">Ties together what one request or execution does.</param>
internal sealed record Caller(string Actor, string CorrelationId)
{
    /// <summary>The caller of a request. Only a login makes a name; a name that nobody checked is not kept as a fact.</summary>
    public static Caller Of(HttpContext http) =>
        new($"user:{http.User.Identity?.Name ?? "anonymous"}", $"http:{http.TraceIdentifier}");
}
