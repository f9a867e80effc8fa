using Millrace.EndToEnd.Tests.Setting;
using static Millrace.EndToEnd.Tests.Runs.RunOutcome;

namespace Millrace.EndToEnd.Tests.Runs;

public sealed class StoppedRunTests(SmallFlights flights)
{
    [Theory]
    [InlineData("INT", " validate ")]
    [InlineData("INT", " split ")]
    [InlineData("TERM", " features ")]
    public async Task Ctrl_C_stops_with_130_and_the_next_run_goes_on(string signal, string after)
    {
        var cli = flights.NewCli();
        await using var running = cli.StartGroup("run", "workflow.yaml");
        await running.ReadUntilAsync(after);
        await running.SignalGroupAsync(signal);
        (await running.EndAsync()).MustExitWith(130).MustTell("pipeline.cancelled");
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(cli.Home, "scratch")));

        var next = (await cli.RunAsync("run", "workflow.yaml", "--json")).MustExitWith(0).Json;
        Assert.Equal("cached", Statuses(next)[after.Trim()]);
        var executions = (await cli.RunAsync("pipelines", "list", "--json")).MustExitWith(0).Json;
        Assert.Equal(["succeeded", "cancelled"], executions.EnumerateArray().Select(run => run.GetProperty("status").GetString()!));
    }

    [Fact]
    public async Task Two_runs_at_once_in_one_home_are_told_apart()
    {
        var cli = flights.NewCli();
        await using var first = cli.Start("run", "workflow.yaml");
        await first.ReadUntilAsync("execution");
        (await cli.RunAsync("run", "workflow.yaml")).MustExitWith(5).MustTell("home.in-use", $"{first.Id}");
        (await first.EndAsync()).MustExitWith(0);
    }
}
