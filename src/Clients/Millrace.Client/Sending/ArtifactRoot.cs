namespace Millrace.Client.Sending;

/// <summary>The part of a run's artifact URI that the server's artifact routes take.</summary>
internal static class ArtifactRoot
{
    private const string Scheme = "mlflow-artifacts:/";

    /// <exception cref="MillraceException">The run's files are not behind the server.</exception>
    public static string Of(string uri) => uri.StartsWith(Scheme, StringComparison.Ordinal)
        ? uri[Scheme.Length..].TrimStart('/')
        : throw new MillraceException("INVALID_PARAMETER_VALUE", $"The run keeps its files at '{uri}'; this client sends files through the server only.");
}
