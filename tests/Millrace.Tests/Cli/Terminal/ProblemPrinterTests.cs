using System.Text.Json;
using Millrace.Cli.Terminal;
using Millrace.Kernel.Problems;

namespace Millrace.Tests.Cli.Terminal;

public sealed class ProblemPrinterTests
{
    private readonly StringWriter machine = new() { NewLine = "\n" };
    private readonly StringWriter people = new() { NewLine = "\n" };

    [Theory]
    [InlineData(ProblemKind.Invalid, 2)]
    [InlineData(ProblemKind.GateNotPassed, 3)]
    [InlineData(ProblemKind.NotFound, 4)]
    [InlineData(ProblemKind.Conflict, 5)]
    [InlineData(ProblemKind.Busy, 5)]
    [InlineData(ProblemKind.Unavailable, 6)]
    [InlineData(ProblemKind.Forbidden, 7)]
    [InlineData(ProblemKind.Cancelled, 130)]
    [InlineData(ProblemKind.Bug, 1)]
    public void The_exit_code_comes_from_the_first_problems_kind(ProblemKind kind, int code) =>
        Assert.Equal(code, Print(json: false, new Problem("a.first", kind, "One."), new Problem("a.second", ProblemKind.Invalid, "Two.")));

    [Fact]
    public void People_read_place_code_what_and_fix_of_each_and_how_many_there_are()
    {
        Print(json: false, new Problem("a.first", ProblemKind.Invalid, "One.", "Do it.", new SourcePosition("w.yaml", 3, 7)), new Problem("a.second", ProblemKind.Busy, "Two."));
        Assert.Equal("w.yaml:3:7: error a.first: One.\n  fix: Do it.\nerror a.second: Two.\n2 problems.\n", people.ToString());
        Assert.Empty(machine.ToString());
    }

    [Fact]
    public void A_problem_is_not_read_as_markup()
    {
        Print(json: false, new Problem("a.b", ProblemKind.Invalid, "[red]No[/] column '[x]'."));
        Assert.Equal("error a.b: [red]No[/] column '[x]'.\n", people.ToString());
    }

    [Fact]
    public void Machines_get_one_document()
    {
        Print(json: true, new Problem("a.first", ProblemKind.NotFound, "One.", "Do it."));
        var problem = Assert.Single(JsonSerializer.Deserialize<JsonElement>(machine.ToString()).GetProperty("problems").EnumerateArray());
        Assert.Equal(
            ("a.first", "notFound", "One.", "Do it."),
            (problem.GetProperty("code").GetString(), problem.GetProperty("kind").GetString(), problem.GetProperty("what").GetString(), problem.GetProperty("fix").GetString()));
    }

    private int Print(bool json, params Problem[] problems) =>
        ProblemPrinter.Print(Millrace.Cli.Terminal.Terminal.OfWriters(machine, people), problems, json);
}
