using Millrace.EndToEnd.Tests.Setting;

namespace Millrace.EndToEnd.Tests.Inputs;

/// <summary>Data that can be read but from which nothing can be learned.</summary>
public sealed class UnfitDataTests(SmallFlights flights)
{
    [Fact]
    public async Task A_target_with_one_class_is_refused()
    {
        var cli = flights.NewCli(("expression: \"delay > 15\"", "expression: \"delay > 1000000\""));
        (await cli.RunAsync("run", "workflow.yaml")).MustExitWith(2).MustTell("training.one-class", "late");
        Assert.Empty((await cli.RunAsync("models", "list", "--json")).MustExitWith(0).Json.EnumerateArray());
    }

    [Fact]
    public async Task An_all_null_feature_is_refused_by_name()
    {
        var cli = flights.NewCli(("expression: \"minute(date)\"", "expression: \"nullif(minute(date), minute(date))\""));
        (await cli.RunAsync("run", "workflow.yaml")).MustExitWith(2).MustTell("features.all-null", "minute_of_hour");
    }

    [Fact]
    public async Task A_check_that_fails_ends_with_3_and_keeps_the_failing_rows()
    {
        var cli = flights.NewCli(("column: distance, min: 1, max: 6000", "column: distance, min: 1, max: 1000"));
        (await cli.RunAsync("run", "workflow.yaml")).MustExitWith(3).MustTell("data.checks-failed", "distance");
        var datasets = (await cli.RunAsync("data", "list", "--json")).MustExitWith(0).Json;
        var quarantine = datasets.EnumerateArray().First(dataset => dataset.GetProperty("role").GetString() == "quarantine");
        Assert.True(quarantine.GetProperty("newest").GetProperty("rowCount").GetInt64() > 1000);
        (await cli.RunAsync("data", "show", "flights.quarantine")).MustExitWith(0);
    }

    [Fact]
    public async Task A_split_that_leaves_a_part_empty_is_refused()
    {
        var cli = flights.NewCli(("test: { from: 2001-06-01, to: 2001-07-01 }", "test: { from: 2001-08-01, to: 2001-09-01 }"));
        (await cli.RunAsync("run", "workflow.yaml")).MustExitWith(2).MustTell("training.split-empty", "test");
    }
}
