using Millrace.Kernel.Problems;

namespace Millrace.Tracking.Artifacts;

/// <summary>Where runs and models keep their files, as clients write it.</summary>
internal static class ArtifactUri
{
    private const string Scheme = "mlflow-artifacts:";
    private const string Proxy = "/api/2.0/mlflow-artifacts/artifacts/";

    /// <summary>The folder of the tree that a URI names.</summary>
    /// <returns>The folder; or <c>tracking.location-not-served</c> when clients go to another store by themselves.</returns>
    public static Outcome<ArtifactPath> Folder(string uri)
    {
        if (uri.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return Decoded(WithoutHost(uri[Scheme.Length..]));
        }

        var isWeb = uri.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || uri.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        return isWeb && uri.IndexOf(Proxy, StringComparison.Ordinal) is var at and > 0
            ? Decoded(uri[(at + Proxy.Length)..])
            : ArtifactProblems.LocationNotServed(uri);
    }

    private static Outcome<ArtifactPath> Decoded(string path) =>
        PercentDecoding.Undo(path.TrimStart('/')) is { } decoded ? ArtifactPath.Parse(decoded) : ArtifactProblems.PathInvalid(path);

    private static string WithoutHost(string rest) =>
        !rest.StartsWith("//", StringComparison.Ordinal) ? rest
        : rest.IndexOf('/', 2) is var at and > 0 ? rest[at..]
        : "";
}
