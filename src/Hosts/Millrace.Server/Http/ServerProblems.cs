using Millrace.Kernel.Problems;

namespace Millrace.Server.Http;

internal static class ServerProblems
{
    /// <summary>Code of the problems that <see cref="Kernel.Options.OptionCheck"/> finds.</summary>
    public const string OptionOutOfRange = "server.option-out-of-range";

    public static Problem NotLoopback(string host) => new(
        "server.not-loopback", ProblemKind.Forbidden,
        $"The server has no login yet, so it does not listen on '{host}', where others could reach it.",
        "Use --host 127.0.0.1, and a reverse proxy with authentication in front of it.");

    public static Problem VersionInvalid(string version) => new(
        "server.model-version-invalid", ProblemKind.Invalid,
        $"Invalid value '{(version.Length <= 50 ? version : version[..50] + "…")}' for parameter 'version' supplied: a version is a number from 1.", null);

    public static Problem PortInUse(int port, string why) => new(
        "server.port-in-use", ProblemKind.Conflict, $"Port {port} cannot be used: {why}", "Choose another with --port, or --port 0 for a free one.");
}
