using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Millrace.Server.Http;

/// <summary>Keeps pages on the web from using a browser of this machine to reach a server without login.</summary>
internal static class BrowserGuard
{
    /// <summary>Checks every request before it is routed, and marks every answer.</summary>
    public static void Use(WebApplication web) => web.Use(CheckAsync);

    private static Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        // A name that an attacker's DNS resolves to loopback arrives with that name (DNS rebinding).
        if (!IsLocal(http.Request.Host.Host))
        {
            return RefuseAsync(
                http, StatusCodes.Status421MisdirectedRequest,
                $"This server answers for 127.0.0.1 and localhost, not for '{http.Request.Host.Host}'.");
        }

        // A form or script of another site arrives with its origin; a sandboxed one says "null". Programs send none.
        if (ChangesState(http.Request.Method) && http.Request.Headers.Origin is { Count: > 0 } origins && !origins.All(IsLocalOrigin))
        {
            return RefuseAsync(
                http, StatusCodes.Status403Forbidden, $"Cross-origin request blocked: pages of '{origins}' may not change anything here.");
        }

        // What somebody stored must not be taken for a page of this server, nor its pages be framed by others.
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.XFrameOptions = "SAMEORIGIN";
        return next(http);
    }

    private static bool ChangesState(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method) && !HttpMethods.IsTrace(method);

    private static bool IsLocalOrigin(string? origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") && IsLocal(uri.Host);

    private static bool IsLocal(string host) => host is "127.0.0.1" or "[::1]" || host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static Task RefuseAsync(HttpContext http, int status, string why)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(why, http.RequestAborted);
    }
}
