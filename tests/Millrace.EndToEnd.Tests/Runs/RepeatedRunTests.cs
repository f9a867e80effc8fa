using Millrace.EndToEnd.Tests.Setting;
using static Millrace.EndToEnd.Tests.Runs.RunOutcome;

namespace Millrace.EndToEnd.Tests.Runs;

public sealed class RepeatedRunTests(SmallFlights flights)
{
    [Fact]
    public async Task A_second_run_recomputes_nothing_and_a_changed_parameter_only_what_follows_from_it()
    {
        var cli = flights.NewCli();
        var first = (await cli.RunAsync("run", "workflow.yaml", "--json")).MustExitWith(0).Json;
        Assert.Equal("pass", first.GetProperty("verdict").GetString());
        Assert.Equal(1, first.GetProperty("modelVersion").GetInt32());
        Assert.Equal("production", first.GetProperty("stage").GetString());
        Assert.All(Statuses(first), status => Assert.Equal("succeeded", status.Value));
        Assert.True(File.Exists(first.GetProperty("report").GetString()));
        Assert.True(File.Exists(first.GetProperty("design").GetString()));
        Assert.True(first.GetProperty("peakMemoryBytes").GetInt64() > 0);

        var second = (await cli.RunAsync("run", "workflow.yaml", "--json")).MustExitWith(0).Json;
        Assert.All(Statuses(second), status => Assert.Equal("cached", status.Value));
        Assert.Equal(Outputs(first), Outputs(second));
        Assert.NotEqual(first.GetProperty("pipelineRunId").GetString(), second.GetProperty("pipelineRunId").GetString());

        flights.Write(cli.WorkingDirectory, ("max_depth: 8", "max_depth: 4"));
        var third = Statuses((await cli.RunAsync("run", "workflow.yaml", "--json")).MustExitWith(0).Json);
        Assert.All((string[])["ingest:flights", "validate", "features", "split", "materialize"], step => Assert.Equal("cached", third[step]));
        Assert.All((string[])["train", "evaluate", "register", "promote", "deploy", "monitor"], step => Assert.Equal("succeeded", third[step]));
    }

    [Fact]
    public async Task The_same_bytes_in_another_home_give_the_same_data_features_and_model()
    {
        var here = await flights.NewFinishedAsync();
        var mine = (await here.RunAsync("run", "workflow.yaml", "--json")).MustExitWith(0).Json;
        var there = flights.NewCli();
        var other = (await there.RunAsync("run", "workflow.yaml", "--json")).MustExitWith(0).Json;
        Assert.Equal(Digest(mine, "features", "training_set"), Digest(other, "features", "training_set"));
        Assert.Equal(ModelDigests(here, mine), ModelDigests(there, other));
    }

    [Fact]
    public async Task A_lost_artifact_is_made_anew()
    {
        var cli = await flights.NewFinishedAsync();
        var before = (await cli.RunAsync("run", "workflow.yaml", "--json")).MustExitWith(0).Json;
        File.Delete(Blob(cli, Digest(before, "evaluate", "evaluation")));
        var after = (await cli.RunAsync("run", "workflow.yaml", "--json")).MustExitWith(0).Json;
        Assert.Equal("succeeded", Statuses(after)["evaluate"]);
        Assert.Equal("cached", Statuses(after)["train"]);
        Assert.Equal(Digest(before, "evaluate", "evaluation"), Digest(after, "evaluate", "evaluation"));
    }

    [Fact]
    public async Task A_threshold_that_is_not_reached_ends_with_3_and_keeps_the_candidate_as_None()
    {
        var cli = flights.NewCli(("success_threshold: 0.60", "success_threshold: 0.99"));
        var run = (await cli.RunAsync("run", "workflow.yaml", "--json")).MustExitWith(3).MustTell("registry.gates-not-passed", "0.9900");
        Assert.Equal("fail", run.Json.GetProperty("verdict").GetString());
        Assert.Equal("none", run.Json.GetProperty("stage").GetString());
        Assert.True(File.Exists(run.Json.GetProperty("report").GetString()));
        (await cli.RunAsync("run", "workflow.yaml")).MustExitWith(3);
        var models = (await cli.RunAsync("models", "show", "flight-delays", "--json")).MustExitWith(0).Json;
        Assert.Equal("none", Assert.Single(models.GetProperty("versions").EnumerateArray()).GetProperty("stage").GetString());
        Assert.Empty(models.GetProperty("history").EnumerateArray());
        (await cli.RunAsync("predict", "flight-delays", "--data", "{}")).MustExitWith(4).MustTell("serving.endpoint-not-found");
    }
}
