using System.CommandLine;
using System.CommandLine.Parsing;
using Millrace.Kernel.Problems;

namespace Millrace.Cli.Commands;

/// <summary>What is wrong with a command line, with the name that was probably meant.</summary>
internal static class UsageMistakes
{
    /// <summary>Every mistake of a command line that has some.</summary>
    public static IReadOnlyList<Problem> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult;
        var told = parsed.Errors.Select(error => (error.Message, Wrong: UnmatchedIn(error, parsed))).ToList();

        // A misspelled verb is also a missing one; only the spelling needs to be told.
        var isMisspelled = command.Command.Subcommands.Count > 0 && told.Any(mistake => mistake.Wrong is not null);
        return
        [
            .. told.Where(mistake => !isMisspelled || mistake.Wrong is not null)
                .Select(mistake => CliProblems.UsageOf(PathOf(command), mistake.Wrong is { } wrong ? Unknown(command, wrong) : mistake.Message)),
        ];
    }

    private static string? UnmatchedIn(ParseError error, ParseResult parsed) =>
        parsed.UnmatchedTokens.FirstOrDefault(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal));

    private static string Unknown(CommandResult at, string wrong)
    {
        if (wrong.StartsWith('-'))
        {
            return $"'{PathOf(at)}' has no option '{wrong}'. {DidYouMean.Hint(wrong, OptionsOf(at))}";
        }

        var verbs = at.Command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name).ToList();
        return verbs.Count == 0
            ? $"'{PathOf(at)}' takes no further argument, but got '{wrong}'."
            : $"'{PathOf(at)}' has no command '{wrong}'. {DidYouMean.Hint(wrong, verbs)}";
    }

    // An option of a command above counts when it is meant for all below.
    private static IEnumerable<string> OptionsOf(CommandResult at)
    {
        var own = at.Command.Options.Where(option => !option.Hidden).Select(option => option.Name);
        var inherited = Above(at).Skip(1).SelectMany(above => above.Command.Options.Where(option => option.Recursive && !option.Hidden)).Select(option => option.Name);
        return own.Concat(inherited).Distinct();
    }

    private static string PathOf(CommandResult at) =>
        string.Join(' ', Above(at).Reverse().Select(command => command.Command is RootCommand ? "millrace" : command.Command.Name));

    private static IEnumerable<CommandResult> Above(CommandResult at)
    {
        for (CommandResult? command = at; command is not null; command = command.Parent as CommandResult)
        {
            yield return command;
        }
    }
}
