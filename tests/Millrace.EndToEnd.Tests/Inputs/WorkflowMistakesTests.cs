using Millrace.EndToEnd.Tests.Setting;

namespace Millrace.EndToEnd.Tests.Inputs;

/// <summary>What is wrong with the file is told with place and fix before anything runs.</summary>
public sealed class WorkflowMistakesTests(SmallFlights flights)
{
    [Theory]
    [InlineData("check: not_null", "check: not_nul", "not_null")]
    [InlineData("metric: test.roc_auc }", "metric: test.roc_acu }", "roc_auc")]
    [InlineData("evaluation_metric: roc_auc", "evaluation_metric: roc_acu", "roc_auc")]
    [InlineData("owner: operations", "ownr: operations", "owner")]
    [InlineData("throughput: 200rps", "throughput: 200", "rps")]
    [InlineData("rounds: 20\n", "rounds: twenty\n", "rounds")]
    [InlineData("column: distance, min: 1", "column: distanse, min: 1", "distance")]
    [InlineData("expression: \"hour(date)\"", "expression: \"huor(date)\"", "hour")]
    [InlineData("delay: { type: bigint", "delay: { type: varchar", "delay")]
    public async Task A_mistake_is_found_before_anything_runs(string from, string to, string hint)
    {
        var cli = flights.NewCli((from, to));
        var check = (await cli.RunAsync("check", "workflow.yaml")).MustExitWith(2);
        Assert.Contains(hint, check.People, StringComparison.Ordinal);
        Assert.Matches(@"workflow\.yaml:\d+:\d+: error ", check.People);
        (await cli.RunAsync("run", "workflow.yaml")).MustExitWith(2);
        (await cli.RunAsync("design", "workflow.yaml")).MustExitWith(2);
        var executions = (await cli.RunAsync("pipelines", "list", "--json")).MustExitWith(0).Json;
        Assert.Empty(executions.EnumerateArray());
    }

    [Fact]
    public async Task Three_mistakes_are_told_at_once()
    {
        var cli = flights.NewCli(("check: not_null", "check: not_nul"), ("owner: operations", "ownr: operations"), ("throughput: 200rps", "throughput: 200"));
        var check = (await cli.RunAsync("check", "workflow.yaml", "--json")).MustExitWith(2);
        var problems = check.Json.GetProperty("problems").EnumerateArray().ToList();
        Assert.Equal(3, problems.Count);
        Assert.All(problems, problem => Assert.True(problem.GetProperty("at").GetProperty("line").GetInt32() > 1));
        var run = (await cli.RunAsync("run", "workflow.yaml", "--json")).MustExitWith(2);
        Assert.Equal(3, run.Json.GetProperty("problems").GetArrayLength());
    }

    [Theory]
    [InlineData("expression: \"minute(date)\"", "expression: \"delay\"", "minute_of_hour", "delay")]
    [InlineData("expression: \"minute(date)\"", "expression: \"minute(landed_at)\"", "minute_of_hour", "landed_at")]
    [InlineData("expression: \"minute(date)\"", "expression: \"late\"", "minute_of_hour", "late")]
    [InlineData("prediction_time: departed_at", "prediction_time: planned_at", "departed_at", "planned_at")]
    public async Task A_feature_from_the_future_is_a_leak_by_name(string from, string to, string feature, string column)
    {
        var planned = "    landed_at:\n";
        var cli = flights.NewCli((from, to), (planned, "    planned_at: { type: timestamp, expression: \"departed_at - to_hours(1)\", description: \"An hour before departure.\" }\n" + planned));
        (await cli.RunAsync("run", "workflow.yaml")).MustExitWith(2).MustTell("workflow.future-leak", feature, column);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_not_found()
    {
        var cli = flights.NewCli();
        (await cli.RunAsync("run", "workflows.yaml")).MustExitWith(4).MustTell("workflow.file-not-found", "workflows.yaml");
    }

    [Theory]
    [InlineData("")]
    [InlineData("just words")]
    [InlineData("workflow: [1, 2")]
    [InlineData("\u0000\u0001\u0002")]
    public async Task A_file_that_is_no_workflow_is_refused(string text)
    {
        var cli = flights.NewCli();
        await File.WriteAllTextAsync(cli.Path("workflow.yaml"), text);
        var run = (await cli.RunAsync("run", "workflow.yaml")).MustExitWith(2);
        Assert.Contains("error workflow.", run.People, StringComparison.Ordinal);
    }
}
