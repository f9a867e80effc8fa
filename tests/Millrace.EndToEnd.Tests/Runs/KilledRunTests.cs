using Millrace.EndToEnd.Tests.Setting;
using static Millrace.EndToEnd.Tests.Runs.RunOutcome;

namespace Millrace.EndToEnd.Tests.Runs;

/// <summary>Kill -9 is a normal event.</summary>
public sealed class KilledRunTests(SmallFlights flights)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task After_a_kill_in_any_step_a_run_goes_on_and_gives_the_same()
    {
        var untouched = await flights.NewFinishedAsync();
        var whole = (await untouched.RunAsync("run", "workflow.yaml", "--json")).MustExitWith(0).Json;
        var cli = flights.NewCli();
        foreach (var step in (string[])["validate", "features", "train", "evaluate", "gate"])
        {
            await KillWhenEndedAsync(cli, step);
        }

        var resumed = (await cli.RunAsync("run", "workflow.yaml", "--json")).MustExitWith(0).Json;
        Assert.Equal("cached", Statuses(resumed)["train"]);
        Assert.Equal(Digest(whole, "features", "training_set"), Digest(resumed, "features", "training_set"));
        Assert.Equal(ModelDigests(untouched, whole), ModelDigests(cli, resumed));
        Assert.Equal(Auc(whole), Auc(resumed));
        var models = (await cli.RunAsync("models", "show", "flight-delays", "--json")).MustExitWith(0).Json;
        Assert.Single(models.GetProperty("versions").EnumerateArray());
        Assert.Equal(2, models.GetProperty("history").GetArrayLength());
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(cli.Home, "scratch")));
    }

    [Fact]
    public async Task Training_killed_between_checkpoints_goes_on_from_the_last_and_gives_the_same_bytes()
    {
        // Early stopping asks for the same number of rounds, so it is lengthened with them and never stops this one.
        (string, string)[] longer = [("rounds: 20", "rounds: 150"), ("checkpoint_every: 5", "checkpoint_every: 10")];
        var untouched = flights.NewCli(longer);
        var whole = (await untouched.RunAsync("run", "workflow.yaml", "--json")).MustExitWith(0).Json;
        var cli = flights.NewCli(longer);
        await KillAfterFirstCheckpointAsync(cli);

        var resumed = (await cli.RunAsync("run", "workflow.yaml", "--json")).MustExitWith(0).Json;
        Assert.Equal("succeeded", Statuses(resumed)["train"]);
        Assert.Equal(ModelDigests(untouched, whole), ModelDigests(cli, resumed));
        Assert.InRange(FirstRound(cli, attempt: 2), 10, 149);
    }

    // Killed right after the step was told: the next step has begun, its worker process included.
    private static async Task KillWhenEndedAsync(CliProcess cli, string step)
    {
        await using var running = cli.Start("run", "workflow.yaml");
        await running.ReadUntilAsync($" {step} ");
        await running.KillAsync();
    }

    private static async Task KillAfterFirstCheckpointAsync(CliProcess cli)
    {
        Directory.CreateDirectory(cli.Home);
        await using var running = cli.Start("run", "workflow.yaml");
        while (!Directory.EnumerateFiles(cli.Home, "checkpoint-0.json", SearchOption.AllDirectories).Any())
        {
            Assert.False(running.HasExited, "The run ended before its first checkpoint.");
            await Task.Delay(Glance);
        }

        await running.KillAsync();
    }

    private static int FirstRound(CliProcess cli, int attempt)
    {
        var log = Assert.Single(Directory.EnumerateFiles(Path.Combine(cli.Home, "jobs"), "log.ndjson", SearchOption.AllDirectories),
            path => Path.GetFileName(Path.GetDirectoryName(path)) == $"{attempt}");
        var round = File.ReadLines(log).Select(line => System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(line))
            .First(line => line.TryGetProperty("round", out _));
        return round.GetProperty("round").GetProperty("round").GetInt32();
    }

    private static double Auc(System.Text.Json.JsonElement run) =>
        run.GetProperty("metrics").GetProperty("test.roc_auc").GetProperty("value").GetDouble();
}
