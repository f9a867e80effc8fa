using System.CommandLine;

namespace Millrace.Cli.Commands;

/// <summary>A noun with its verbs: <c>runs list</c>, <c>runs show</c>.</summary>
internal sealed class CommandGroup : Command
{
    public CommandGroup(string name, string description, params MillraceCommand[] verbs)
        : base(name, description)
    {
        foreach (var verb in verbs)
        {
            Subcommands.Add(verb);
        }
    }
}
