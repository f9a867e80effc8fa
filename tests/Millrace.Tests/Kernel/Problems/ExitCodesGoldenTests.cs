using Millrace.ContractSuites;
using Millrace.Kernel.Problems;

namespace Millrace.Tests.Kernel.Problems;

public sealed class ExitCodesGoldenTests
{
    [Fact]
    public void Every_kind_of_problem_has_the_golden_exit_code_and_status()
    {
        var rows = Enum.GetValues<ProblemKind>().Select(kind => $"| {kind} | {ProblemTable.ExitCode(kind)} | {ProblemTable.HttpStatus(kind)} |\n");
        Golden.Equal("tests/Millrace.Tests/Kernel/Problems/exit-codes.golden.md", "| kind | exit code | HTTP status |\n|---|---|---|\n" + string.Concat(rows));
    }
}
