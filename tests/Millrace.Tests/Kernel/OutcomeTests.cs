using Millrace.Kernel.Problems;

namespace Millrace.Tests.Kernel;

public sealed class OutcomeTests
{
    private static readonly Problem First = new("test.first", ProblemKind.Invalid, "First.", "Mend it.");
    private static readonly Problem Second = new("test.second", ProblemKind.NotFound, "Second.");

    [Fact]
    public void A_value_goes_through_map_and_then()
    {
        Outcome<int> two = 2;
        Assert.Equal("5", two.Map(n => n + 3).Then<string>(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)).Value);
    }

    [Fact]
    public void All_problems_survive_the_way()
    {
        var failed = Outcome<int>.Failed([First, Second]).Map(n => n + 1).Then<string>(_ => "never");
        Assert.Equal([First, Second], failed.Problems);
        Assert.Equal(First, failed.Problem);
    }

    [Fact]
    public void A_failed_outcome_without_a_problem_is_refused() =>
        Assert.Throws<ArgumentException>(() => Outcome<int>.Failed([]));

    [Fact]
    public void The_value_of_a_failed_outcome_throws_with_the_problem()
    {
        Outcome<int> failed = First;
        Assert.Contains("test.first: First. Mend it.", Assert.Throws<InvalidOperationException>(() => failed.Value).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_problem_with_a_place_begins_with_it() => Assert.Equal(
        "flow.yaml:3:7: test.first: First. Mend it.", First.WithPosition(new SourcePosition("flow.yaml", 3, 7)).ToString());

    [Fact]
    public void Every_kind_has_an_HTTP_status_and_an_exit_code_and_none_is_a_success() => Assert.All(
        Enum.GetValues<ProblemKind>(),
        kind =>
        {
            Assert.InRange(ProblemTable.HttpStatus(kind), 400, 599);
            Assert.NotEqual(ProblemTable.ExitOk, ProblemTable.ExitCode(kind));
        });

    [Fact]
    public void A_gate_that_did_not_pass_exits_with_3() => Assert.Equal(3, ProblemTable.ExitCode(ProblemKind.GateNotPassed));
}
