using System.Text.Json;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Problems;
using Millrace.Server.Composition;

namespace Millrace.Cli.Commands;

/// <summary>One call of a command.</summary>
/// <param name="Terminal">Where it speaks.</param>
/// <param name="IsJson">Whether machines listen.</param>
/// <param name="WorkingDirectory">What relative paths are relative to; the caller's when it is another process.</param>
/// <param name="AppOrNull">The open home; null for commands without one.</param>
internal sealed record Invocation(Terminal.Terminal Terminal, bool IsJson, string WorkingDirectory, MillraceApp? AppOrNull)
{
    /// <summary>The open home.</summary>
    public MillraceApp App => AppOrNull ?? throw new InvalidOperationException("This command was started without a home.");

    /// <summary>The absolute path of what the user typed.</summary>
    public string Resolve(string path) => Path.GetFullPath(path, WorkingDirectory);

    /// <summary>Tells what was found: as one JSON document to machines, else as <paramref name="show"/> says it to people.</summary>
    public Outcome<int> Answer<T>(Outcome<T> found, Action<Terminal.Terminal, T> show) => found.Map(value =>
    {
        if (IsJson)
        {
            WriteJson(value);
        }
        else
        {
            show(Terminal, value);
        }

        return ProblemTable.ExitOk;
    });

    /// <summary>One JSON document for machines.</summary>
    public void WriteJson<T>(T document) => Terminal.Machine.WriteLine(JsonSerializer.Serialize(document, CanonicalJson.Indented));
}
