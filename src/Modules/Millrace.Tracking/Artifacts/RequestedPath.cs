using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Millrace.Kernel.Problems;

namespace Millrace.Tracking.Artifacts;

/// <summary>The artifact that a request's own path names.</summary>
internal static class RequestedPath
{
    /// <summary>What follows a route, as the client sent it: the server's tidied path would hide that it climbs.</summary>
    /// <param name="http">The request.</param>
    /// <param name="route">The part of the route before the artifact's path, without a slash at its end.</param>
    public static Outcome<ArtifactPath> Of(HttpContext http, string route)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? target : target[..query];
        var at = path.IndexOf(route + "/", StringComparison.Ordinal);
        return at >= 0 && PercentDecoding.Undo(path[(at + route.Length + 1)..]) is { } decoded ? ArtifactPath.Parse(decoded) : ArtifactProblems.PathInvalid(path);
    }
}
