namespace Millrace.Client;

/// <summary>The server refused a request, or could not be reached.</summary>
/// <param name="errorCode">MLflow's code, e.g. <c>RESOURCE_DOES_NOT_EXIST</c>; <c>UNREACHABLE</c> when there was no answer.</param>
/// <param name="message">What the server said.</param>
/// <param name="cause">What lies behind it; null for an answer of the server.</param>
public sealed class MillraceException(string errorCode, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The code when there was no answer.</summary>
    public const string Unreachable = "UNREACHABLE";

    /// <summary>MLflow's code, or <see cref="Unreachable"/>.</summary>
    public string ErrorCode { get; } = errorCode;

    internal bool IsUnreachable => ErrorCode == Unreachable;
}
