using System.Text.Json;
using Millrace.EndToEnd.Tests.Setting;

namespace Millrace.EndToEnd.Tests.Runs;

[Collection(OneAtATime.Name)]
public sealed class RunTests(SmallFlights flights)
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

        var second = (await cli.RunAsync("run", "workflow.yaml", "--json")).MustExitWith(0).Json;
        Assert.All(Statuses(second), status => Assert.Equal("cached", status.Value));
        Assert.Equal(Outputs(first), Outputs(second));

        flights.Write(cli.WorkingDirectory, ("max_depth: 8", "max_depth: 4"));
        var third = Statuses((await cli.RunAsync("run", "workflow.yaml", "--json")).MustExitWith(0).Json);
        Assert.Equal("cached", third["features"]);
        Assert.Equal("cached", third["split"]);
        Assert.Equal("succeeded", third["train"]);
        Assert.Equal("succeeded", third["evaluate"]);
    }

    [Fact]
    public async Task A_threshold_that_is_not_reached_ends_with_3_and_keeps_the_candidate_as_None()
    {
        var cli = flights.NewCli(("success_threshold: 0.60", "success_threshold: 0.99"));
        var run = (await cli.RunAsync("run", "workflow.yaml", "--json")).MustExitWith(3);
        Assert.Equal("fail", run.Json.GetProperty("verdict").GetString());
        Assert.Equal("none", run.Json.GetProperty("stage").GetString());
        Assert.Contains("registry.gates-not-passed", run.People, StringComparison.Ordinal);
        (await cli.RunAsync("run", "workflow.yaml")).MustExitWith(3);
        var models = (await cli.RunAsync("models", "show", "flight-delays", "--json")).MustExitWith(0).Json;
        Assert.Equal(1, models.GetProperty("versions").GetArrayLength());
        Assert.Empty(models.GetProperty("history").EnumerateArray());
    }

    [Fact]
    public async Task Two_runs_at_once_in_one_home_are_told_apart()
    {
        var cli = flights.NewCli();
        using var first = cli.Start("run", "workflow.yaml");
        await first.StandardError.ReadLineAsync();
        var second = await cli.RunAsync("run", "workflow.yaml");
        second.MustExitWith(5);
        Assert.Contains("home.in-use", second.People, StringComparison.Ordinal);
        (await CliProcess.EndOfAsync(first)).MustExitWith(0);
    }

    [Fact]
    public async Task After_a_kill_in_any_step_a_run_goes_on_and_gives_the_same()
    {
        var whole = (await flights.NewCli().RunAsync("run", "workflow.yaml", "--json")).MustExitWith(0).Json;
        var cli = flights.NewCli();
        foreach (var step in (string[])["validate", "features", "split", "train", "evaluate"])
        {
            await KillWhenEndedAsync(cli, step);
        }

        var resumed = (await cli.RunAsync("run", "workflow.yaml", "--json")).MustExitWith(0).Json;
        Assert.Equal(Digest(whole, "features", "training_set"), Digest(resumed, "features", "training_set"));
        Assert.Equal(Metric(whole), Metric(resumed));
        var models = (await cli.RunAsync("models", "show", "flight-delays", "--json")).MustExitWith(0).Json;
        Assert.Equal(1, models.GetProperty("versions").GetArrayLength());
    }

    [Fact]
    public async Task Ctrl_C_stops_with_130_and_the_next_run_goes_on()
    {
        var cli = flights.NewCli();
        using var process = cli.Start("run", "workflow.yaml");
        await ReadUntilAsync(process, "validate");
        using (var interrupt = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"]))
        {
            await interrupt.WaitForExitAsync();
        }

        (await CliProcess.EndOfAsync(process)).MustExitWith(130);
        (await cli.RunAsync("run", "workflow.yaml")).MustExitWith(0);
    }

    // Killed right after the step was told: the next step has begun, its worker process included.
    private static async Task KillWhenEndedAsync(CliProcess cli, string step)
    {
        using var process = cli.Start("run", "workflow.yaml");
        await ReadUntilAsync(process, $" {step} ");
        process.Kill();
        await process.WaitForExitAsync();
    }

    private static async Task ReadUntilAsync(System.Diagnostics.Process process, string words)
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The run ended before it said '{words}'.");
    }

    private static Dictionary<string, string> Statuses(JsonElement run) => run.GetProperty("steps").EnumerateArray()
        .ToDictionary(step => step.GetProperty("id").GetString()!, step => step.GetProperty("status").GetString()!);

    private static string Outputs(JsonElement run) =>
        string.Join('\n', run.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("outputs").GetRawText()));

    private static string? Digest(JsonElement run, string step, string output) => run.GetProperty("steps").EnumerateArray()
        .First(candidate => candidate.GetProperty("id").GetString() == step).GetProperty("outputs").GetProperty(output).GetString();

    private static double Metric(JsonElement run) =>
        run.GetProperty("metrics").GetProperty("test.roc_auc").GetProperty("value").GetDouble();
}
