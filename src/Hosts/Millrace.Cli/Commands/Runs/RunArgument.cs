using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;

namespace Millrace.Cli.Commands.Runs;

/// <summary>A run's id as typed.</summary>
internal static class RunArgument
{
    public static Outcome<RunId> Parse(string text) => RunId.TryParse(text, out var id)
        ? id
        : CliProblems.Usage($"'{text}' is not a run's id; one is 32 lower-case hex digits.", "millrace runs list");
}
