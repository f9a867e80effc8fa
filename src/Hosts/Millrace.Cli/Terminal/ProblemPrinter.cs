using System.Text.Json;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Problems;

namespace Millrace.Cli.Terminal;

/// <summary>Shows problems: for people always, for machines as JSON when asked.</summary>
internal static class ProblemPrinter
{
    /// <summary>Prints all problems and gives the exit code of the gravest: the first one's kind.</summary>
    public static int Print(Terminal terminal, IReadOnlyList<Problem> problems, bool json)
    {
        foreach (var problem in problems)
        {
            terminal.Say(problem.At is null ? $"error {problem.Code}: {problem.What}" : $"{problem.At}: error {problem.Code}: {problem.What}");
            if (problem.Fix is not null)
            {
                terminal.Say($"  fix: {problem.Fix}");
            }
        }

        if (problems.Count > 1)
        {
            terminal.Say($"{problems.Count} problems.");
        }

        if (json)
        {
            terminal.Machine.WriteLine(JsonSerializer.Serialize(new { problems }, CanonicalJson.Options));
        }

        return ProblemTable.ExitCode(problems[0].Kind);
    }
}
