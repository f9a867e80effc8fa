using Millrace.EndToEnd.Tests.Setting;

namespace Millrace.EndToEnd.Tests.Inputs;

public sealed class CommandMistakesTests(SmallFlights flights)
{
    [Theory]
    [InlineData("runs", "show", "nonsense")]
    [InlineData("runs", "compare", "84dab769a8bdd2b5edc890e482eb4515")]
    [InlineData("pipelines", "show", "84dab769a8bdd2b5edc890e482eb4515")]
    [InlineData("drift")]
    [InlineData("drift", "--reference", "a.csv")]
    [InlineData("predict", "flight-delays")]
    [InlineData("models", "promote", "m", "1")]
    [InlineData("models", "promote", "m", "one", "--to", "Staging")]
    [InlineData("models", "promote", "m", "1", "--to", "Prod")]
    [InlineData("events", "list", "--limit", "0")]
    [InlineData("runs", "list", "--order-by", "colour")]
    [InlineData("server", "--port", "70000")]
    [InlineData("run")]
    [InlineData("runs")]
    [InlineData("nonsense")]
    [InlineData("run", "workflow.yaml", "--jsn")]
    public async Task A_wrong_command_line_ends_with_2_and_says_how_to_go_on(params string[] arguments)
    {
        var refused = (await flights.NewCli().RunAsync(arguments)).MustExitWith(2);
        Assert.Contains("error ", refused.People, StringComparison.Ordinal);
        Assert.Contains("fix: ", refused.People, StringComparison.Ordinal);
        Assert.Empty(refused.Machine);
    }

    [Theory]
    [InlineData("data.dataset-not-found", "data", "show", "flihgts")]
    [InlineData("features.feature-not-found", "features", "show", "huor")]
    [InlineData("tracking.run-not-found", "runs", "show", "84dab769a8bdd2b5edc890e482eb4515")]
    [InlineData("pipeline.run-not-found", "pipelines", "show", "p-84dab769a8bdd2b5edc890e482eb4515")]
    [InlineData("registry.model-not-found", "models", "show", "flight-delay")]
    [InlineData("registry.model-not-found", "models", "promote", "flight-delay", "1", "--to", "Staging")]
    [InlineData("serving.endpoint-not-found", "predict", "flight-delay", "--data", "{}")]
    [InlineData("cli.file-missing", "predict", "flight-delay", "--input", "requests.csv")]
    [InlineData("cli.nothing-run", "drift", "flight-delays")]
    public async Task What_is_not_there_ends_with_4_and_its_problem_is_JSON_for_machines(string code, params string[] arguments)
    {
        var missing = (await flights.NewCli().RunAsync([.. arguments, "--json"])).MustExitWith(4).MustTell(code);
        var problem = Assert.Single(missing.Json.GetProperty("problems").EnumerateArray());
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal("notFound", problem.GetProperty("kind").GetString());
    }

    [Fact]
    public async Task A_server_on_a_public_address_is_refused_without_a_login() =>
        (await flights.NewCli().RunAsync("server", "--host", "0.0.0.0", "--port", "0")).MustExitWith(7).MustTell("server.not-loopback");

    [Theory]
    [InlineData("not a url")]
    [InlineData("ftp://127.0.0.1")]
    public async Task An_owner_that_is_no_address_is_refused(string url)
    {
        var cli = flights.NewCli();
        cli.Environment["MILLRACE_URL"] = url;
        (await cli.RunAsync("models", "list")).MustExitWith(2).MustTell("cli.usage", "MILLRACE_URL");
    }

    [Fact]
    public async Task An_owner_that_does_not_answer_is_told()
    {
        var cli = flights.NewCli();
        cli.Environment["MILLRACE_URL"] = "http://127.0.0.1:9";
        (await cli.RunAsync("models", "list")).MustExitWith(6).MustTell("cli.owner-unreachable");
    }

    [Fact]
    public async Task A_home_that_cannot_be_made_is_told()
    {
        var cli = flights.NewCli();
        await File.WriteAllTextAsync(cli.Home, "a file where the home should be");
        (await cli.RunAsync("models", "list")).MustExitWith(6).MustTell("home.unusable");
    }

    [Fact]
    public async Task A_home_of_a_newer_build_is_refused()
    {
        var cli = flights.NewCli();
        Directory.CreateDirectory(cli.Home);
        await File.WriteAllTextAsync(Path.Combine(cli.Home, "home.json"), """{"schemaVersion":999}""");
        (await cli.RunAsync("models", "list")).MustExitWith(5).MustTell("home.newer", "999");
    }
}
