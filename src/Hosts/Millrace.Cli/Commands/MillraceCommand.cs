using System.CommandLine;
using Millrace.Kernel.Problems;

namespace Millrace.Cli.Commands;

/// <summary>What a command needs of the home.</summary>
internal enum HomeUse
{
    /// <summary>Nothing: it works without one.</summary>
    None,

    /// <summary>To own it, or to be run by the process that does.</summary>
    Own,
}

/// <summary>One command: parses, calls, renders. Exit codes and the choice of process are made here.</summary>
internal abstract class MillraceCommand : Command
{
    protected static readonly Option<bool> JsonOption = new("--json") { Description = "One JSON document on standard output instead of a table." };

    /// <param name="host">Runs it.</param>
    /// <param name="name">What is typed.</param>
    /// <param name="description">What it does, in a sentence or two.</param>
    /// <param name="examples">Whole command lines that show how it is used.</param>
    protected MillraceCommand(CommandHost host, string name, string description, params string[] examples)
        : base(name, description)
    {
        (Host, Examples) = (host, examples);
        Options.Add(JsonOption);
        SetAction((parse, ct) => host.RunAsync(this, parse, ct));
    }

    /// <summary>Whole command lines that show how it is used.</summary>
    public IReadOnlyList<string> Examples { get; }

    protected CommandHost Host { get; }

    /// <summary>What it needs of the home.</summary>
    public virtual HomeUse Uses(ParseResult parse) => HomeUse.Own;

    /// <summary>Whether the owner of the home may run it for another process.</summary>
    public virtual bool MayRunRemotely => true;

    /// <summary>Does it.</summary>
    public abstract Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct);
}
