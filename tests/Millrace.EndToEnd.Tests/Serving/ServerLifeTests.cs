using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Millrace.EndToEnd.Tests.Setting;

namespace Millrace.EndToEnd.Tests.Serving;

/// <summary>A server's beginning and end, and what happens to its home meanwhile.</summary>
public sealed class ServerLifeTests(SmallFlights flights)
{
    private const string Predict = "/endpoints/flight-delays/predict";

    private static readonly object Flight = new { date = "2001-06-30T18:05:00", origin = "ORD", destination = "LAX", distance = 1745 };

    [Fact]
    public async Task A_killed_server_starts_again_and_answers_the_same()
    {
        var cli = await flights.NewFinishedAsync();
        JsonElement before;
        await using (var first = await RunningServer.StartAsync(cli))
        {
            before = await AskAsync(first);
            await first.KillAsync();
        }

        (await cli.RunAsync("models", "list", "--json")).MustExitWith(0);
        await using var second = await RunningServer.StartAsync(cli);
        Assert.Equal(before.GetProperty("probability").GetDouble(), (await AskAsync(second)).GetProperty("probability").GetDouble());
    }

    [Fact]
    public async Task A_server_that_is_asked_to_stop_ends_with_0_and_gives_the_home_up()
    {
        var cli = await flights.NewFinishedAsync();
        await using (var server = await RunningServer.StartAsync(cli))
        {
            await AskAsync(server);
            var said = (await server.StopAsync()).MustExitWith(0);
            Assert.Contains("Stopped.", said.People, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(Path.Combine(cli.Home, "owner.json")));
        (await cli.RunAsync("predict", "flight-delays", "--data", JsonSerializer.Serialize(Flight))).MustExitWith(0);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_and_leaves_the_home_free()
    {
        await using var server = await RunningServer.StartAsync(flights.NewCli());
        var cli = flights.NewCli();
        (await cli.RunAsync("server", "--port", $"{server.Url.Port}")).MustExitWith(5).MustTell("server.port-in-use", $"{server.Url.Port}");
        (await cli.RunAsync("models", "list")).MustExitWith(0);
    }

    [Fact]
    public async Task A_server_without_deployments_answers_health_and_gets_the_first_one_while_it_runs()
    {
        var cli = flights.NewCli();
        await using var server = await RunningServer.StartAsync(cli);
        Assert.Equal("OK", await server.Client.GetStringAsync("/health"));
        using (var early = await server.Client.PostAsJsonAsync(Predict, Flight))
        {
            Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        }

        var run = (await cli.RunAsync("run", "workflow.yaml", "--json")).MustExitWith(0);
        Assert.Equal("pass", run.Json.GetProperty("verdict").GetString());
        Assert.Contains(" train ", run.People, StringComparison.Ordinal);
        Assert.Equal(1, (await AskWhenServedAsync(server, version: 1)).GetProperty("modelVersion").GetInt32());
    }

    [Fact]
    public async Task A_new_version_takes_over_while_requests_run_and_none_fails()
    {
        var cli = await flights.NewFinishedAsync();
        await using var server = await RunningServer.StartAsync(cli);
        using var enough = new CancellationTokenSource();
        var asking = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => AskUntilAsync(server, enough.Token)));
        flights.Write(cli.WorkingDirectory, ("max_depth: 8", "max_depth: 3"));
        (await cli.RunAsync("run", "workflow.yaml")).MustExitWith(0);
        await AskWhenServedAsync(server, version: 2);
        await enough.CancelAsync();
        var versions = (await asking).SelectMany(seen => seen).ToHashSet();
        Assert.Equal([1, 2], versions.Order());
    }

    [Fact]
    public async Task Ctrl_C_of_a_command_that_the_server_runs_stops_the_command_and_not_the_server()
    {
        var cli = flights.NewCli();
        await using var server = await RunningServer.StartAsync(cli);
        await using (var running = cli.StartGroup("run", "workflow.yaml"))
        {
            await running.ReadUntilAsync(" validate ");
            await running.SignalGroupAsync("INT");
            (await running.EndAsync()).MustExitWith(130);
        }

        Assert.Equal("OK", await server.Client.GetStringAsync("/health"));
        var next = (await cli.RunAsync("run", "workflow.yaml", "--json")).MustExitWith(0).Json;
        Assert.Equal("cached", Runs.RunOutcome.Statuses(next)["validate"]);
    }

    private static async Task<JsonElement> AskAsync(RunningServer server)
    {
        using var response = await server.Client.PostAsJsonAsync(Predict, Flight);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<HashSet<int>> AskUntilAsync(RunningServer server, CancellationToken enough)
    {
        var seen = new HashSet<int>();
        while (!enough.IsCancellationRequested)
        {
            seen.Add((await AskAsync(server)).GetProperty("modelVersion").GetInt32());
        }

        return seen;
    }

    // The server looks for new deployments once a second.
    private static async Task<JsonElement> AskWhenServedAsync(RunningServer server, int version)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            using var response = await server.Client.PostAsJsonAsync(Predict, Flight);
            if (response.IsSuccessStatusCode && await response.Content.ReadFromJsonAsync<JsonElement>() is var answer
                && answer.GetProperty("modelVersion").GetInt32() == version)
            {
                return answer;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        throw new TimeoutException($"Version {version} was not served within a minute.");
    }
}
