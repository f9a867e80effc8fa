using System.Text.RegularExpressions;
using Millrace.Architecture.Tests.Repository;

namespace Millrace.Architecture.Tests.Documents;

/// <summary>What documents and fixes tell people to type exists.</summary>
public sealed partial class CommandTextTests
{
    private const string Cli = "src/Hosts/Millrace.Cli/";

    // Words of the script ./millrace, not of the command line.
    private static readonly string[] OfTheScript = ["build", "test", "bench"];

    private static readonly IReadOnlyList<string> Commands = Tree();

    private static readonly HashSet<string> Options =
    [
        "--help",
        .. SourceTree.Sources(Cli).SelectMany(file => Declared().Matches(SourceTree.Read(file))).Select(match => match.Groups["option"].Value),
    ];

    [Fact]
    public void The_tree_of_commands_is_read() => Assert.Superset(new HashSet<string> { "check", "run", "models show" }, Commands.ToHashSet());

    [Fact]
    public void Commands_named_in_documents_and_fixes_exist()
    {
        var groups = Commands.Where(command => command.Contains(' ', StringComparison.Ordinal)).Select(command => command.Split(' ')[0]).ToHashSet();
        var wrong = Texts().SelectMany(text => Typed().Matches(text.Text)
            .Select(match => (First: match.Groups["first"].Value, Second: match.Groups["second"].Value))
            .Where(typed => !OfTheScript.Contains(typed.First))
            .Where(typed => groups.Contains(typed.First) ? !Commands.Contains($"{typed.First} {typed.Second}") : !Commands.Contains(typed.First))
            .Select(typed => $"{text.File}: millrace {typed.First} {typed.Second}"));
        Report.MustBeEmpty(wrong, "There are no such commands");
    }

    [Fact]
    public void Options_named_in_documents_and_fixes_exist()
    {
        var wrong = Texts().SelectMany(text => Option().Matches(text.Text)
            .Select(match => match.Value)
            .Where(option => !Options.Contains(option))
            .Select(option => $"{text.File}: {option}"));
        Report.MustBeEmpty(wrong, "The command line has no such options");
    }

    [Fact]
    public void The_guide_has_every_command()
    {
        var guide = SourceTree.Read("docs/guide/cli.md");
        Report.MustBeEmpty(Commands.Except(["worker", "demo"]).Where(command => !guide.Contains($"`{command} ", StringComparison.Ordinal) && !guide.Contains($"`{command}`", StringComparison.Ordinal)), "Not in docs/guide/cli.md");
    }

    private static IEnumerable<(string File, string Text)> Texts() => SourceTree.Files
        .Where(file => file is "README.md" or "CONTRIBUTING.md"
            || file.StartsWith("docs/guide/", StringComparison.Ordinal)
            || file.StartsWith("docs/problems/", StringComparison.Ordinal)
            || (file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith("Problems.cs", StringComparison.Ordinal)))
        .Select(file => (file, SourceTree.Read(file)));

    // Each command's class names it; the tree says which stand in a group. A second ')' closes the group.
    private static List<string> Tree()
    {
        var names = SourceTree.Sources(Cli).SelectMany(file => Named().Matches(SourceTree.Read(file)))
            .ToDictionary(match => match.Groups["class"].Value, match => match.Groups["name"].Value, StringComparer.Ordinal);
        var commands = new List<string>();
        var group = "";
        foreach (Match node in Node().Matches(SourceTree.Read(Cli + "Commands/CommandLine.cs")))
        {
            if (node.Groups["group"].Success)
            {
                group = node.Groups["group"].Value + " ";
                continue;
            }

            commands.Add(group + names[node.Groups["class"].Value]);
            group = node.Groups["close"].Success ? "" : group;
        }

        return commands;
    }

    [GeneratedRegex(@"class (?<class>\w+Command)\b.*?(?:MillraceCommand|base)\(\s*host, ""(?<name>[\w-]+)""", RegexOptions.Singleline)]
    private static partial Regex Named();

    [GeneratedRegex(@"new CommandGroup\(\s*""(?<group>\w+)""|new (?<class>\w+Command)\(host\)(?<close>\))?")]
    private static partial Regex Node();

    [GeneratedRegex(@"""(?<option>--[a-z-]+)""")]
    private static partial Regex Declared();

    [GeneratedRegex(@"(?<=[`""/: ]|^)millrace (?<first>[a-z]+)(?: (?<second>[a-z]+))?", RegexOptions.Multiline)]
    private static partial Regex Typed();

    [GeneratedRegex(@"(?<=[ `""(])--[a-z][a-z-]+")]
    private static partial Regex Option();
}
