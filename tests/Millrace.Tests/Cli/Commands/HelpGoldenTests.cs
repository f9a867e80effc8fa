using System.CommandLine;
using System.CommandLine.Help;
using Millrace.Cli.Commands;
using Millrace.ContractSuites;

namespace Millrace.Tests.Cli.Commands;

public sealed class HelpGoldenTests
{
    private const int Width = 120;

    [Fact]
    public void The_help_of_every_command_is_the_golden_one()
    {
        var text = new StringWriter();
        foreach (var path in Paths(NewTree(), []))
        {
            text.Write($"$ millrace {string.Join(' ', [.. path, "--help"])}\n{HelpOf(path)}\n\n");
        }

        Golden.Equal("tests/Millrace.Tests/Cli/Commands/help.golden.txt", text.ToString());
    }

    [Fact]
    public void Every_command_argument_and_option_is_described_in_a_sentence() =>
        Assert.All(Symbols(NewTree()), symbol => Assert.True(
            symbol.Description is { Length: > 10 } words && words.EndsWith('.'),
            $"{symbol.Name}: {symbol.Description}"));

    private static RootCommand NewTree() =>
        CommandLine.Tree(new CommandHost(Millrace.Cli.Terminal.Terminal.OfWriters(TextWriter.Null, TextWriter.Null), "/", null, []));

    private static IEnumerable<string[]> Paths(Command command, string[] path) =>
        command.Subcommands.Where(sub => !sub.Hidden).SelectMany(sub => Paths(sub, [.. path, sub.Name])).Prepend(path);

    private static IEnumerable<Symbol> Symbols(Command command) =>
        command.Subcommands.Where(sub => !sub.Hidden).SelectMany(Symbols)
            .Concat(command.Arguments).Concat(command.Options.Where(option => !option.Hidden && option is not (HelpOption or VersionOption)))
            .Prepend(command);

    // The program's own name is that of the process that asks.
    private static string HelpOf(string[] path)
    {
        var tree = NewTree();
        ((HelpWithExamples)tree.Options.OfType<HelpOption>().Single().Action!).Usual.MaxWidth = Width;
        using var output = new StringWriter { NewLine = "\n" };
        Assert.Equal(0, tree.Parse([.. path, "--help"]).Invoke(new InvocationConfiguration { Output = output, Error = output }));
        var lines = output.ToString().Replace(RootCommand.ExecutableName, "millrace", StringComparison.Ordinal).Split('\n');
        return string.Join('\n', lines.Select(line => line.TrimEnd())).Trim();
    }
}
