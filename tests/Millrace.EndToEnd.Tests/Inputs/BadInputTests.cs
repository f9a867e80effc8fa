using Millrace.DuckDb;
using Millrace.EndToEnd.Tests.Setting;

namespace Millrace.EndToEnd.Tests.Inputs;

/// <summary>What is wrong is told with code, place and fix, and nothing is half-done.</summary>
[Collection(OneAtATime.Name)]
public sealed class BadInputTests(SmallFlights flights)
{
    [Theory]
    [InlineData("check: not_null", "check: not_nul", "not_null")]
    [InlineData("metric: test.roc_auc }", "metric: test.roc_acu }", "roc_auc")]
    [InlineData("owner: operations", "ownr: operations", "owner")]
    [InlineData("throughput: 200rps", "throughput: 200", "rps")]
    [InlineData("column: distance, min: 1", "column: distanse, min: 1", "distance")]
    [InlineData("expression: \"hour(date)\"", "expression: \"huor(date)\"", "hour")]
    public async Task A_mistake_in_the_file_is_found_before_anything_runs(string from, string to, string hint)
    {
        var cli = flights.NewCli((from, to));
        var check = (await cli.RunAsync("check", "workflow.yaml")).MustExitWith(2);
        Assert.Contains(hint, check.People, StringComparison.Ordinal);
        Assert.Matches(@"workflow\.yaml:\d+:\d+", check.People);
        (await cli.RunAsync("run", "workflow.yaml")).MustExitWith(2);
    }

    [Fact]
    public async Task Three_mistakes_are_told_at_once()
    {
        var cli = flights.NewCli(("check: not_null", "check: not_nul"), ("owner: operations", "ownr: operations"), ("throughput: 200rps", "throughput: 200"));
        var check = (await cli.RunAsync("check", "workflow.yaml", "--json")).MustExitWith(2);
        Assert.True(check.Json.GetProperty("problems").GetArrayLength() >= 3, check.Machine);
    }

    [Fact]
    public async Task A_feature_that_reads_the_label_is_a_leak_by_name()
    {
        var cli = flights.NewCli(("expression: \"minute(date)\"", "expression: \"delay\""));
        var check = await cli.RunAsync("check", "workflow.yaml");
        check.MustExitWith(2);
        Assert.Contains("minute_of_hour", check.People, StringComparison.Ordinal);
        Assert.Contains("delay", check.People, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_an_empty_and_a_truncated_source_are_named()
    {
        var cli = flights.NewCli();
        await FailsAsync(cli, "missing.parquet");
        File.WriteAllBytes(Path.Combine(cli.WorkingDirectory, "empty.parquet"), []);
        await FailsAsync(cli, "empty.parquet");
        var bytes = await File.ReadAllBytesAsync(flights.Parquet);
        await File.WriteAllBytesAsync(Path.Combine(cli.WorkingDirectory, "cut.parquet"), bytes[..(bytes.Length / 2)]);
        await FailsAsync(cli, "cut.parquet");
    }

    [Fact]
    public async Task A_ragged_lookup_file_is_named_with_its_line()
    {
        var cli = flights.NewCli();
        await File.AppendAllTextAsync(Path.Combine(cli.WorkingDirectory, "airport_zones.csv"), "ZZZ,America/New_York,surplus\n");
        var run = await cli.RunAsync("run", "workflow.yaml");
        run.MustExitWith(2);
        Assert.Contains("airport_zones.csv", run.People, StringComparison.Ordinal);
        Assert.Contains("231", run.People, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_with_one_class_is_refused()
    {
        var cli = flights.NewCli(("expression: \"delay > 15\"", "expression: \"delay > 1000000\""));
        var run = await cli.RunAsync("run", "workflow.yaml");
        run.MustExitWith(2);
        Assert.Contains("training.one-class", run.People, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_all_null_feature_is_refused_by_name()
    {
        var cli = flights.NewCli(("expression: \"minute(date)\"", "expression: \"nullif(minute(date), minute(date))\""));
        var run = await cli.RunAsync("run", "workflow.yaml");
        run.MustExitWith(2);
        Assert.Contains("minute_of_hour", run.People, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_fails_ends_with_3_and_keeps_the_failing_rows()
    {
        var cli = flights.NewCli(("column: distance, min: 1, max: 6000", "column: distance, min: 1, max: 1000"));
        var run = await cli.RunAsync("run", "workflow.yaml");
        run.MustExitWith(3);
        Assert.Contains("data.checks-failed", run.People, StringComparison.Ordinal);
        var datasets = (await cli.RunAsync("data", "list", "--json")).MustExitWith(0).Json;
        var quarantine = datasets.EnumerateArray().First(dataset => dataset.GetProperty("role").GetString() == "quarantine");
        Assert.True(quarantine.GetProperty("newest").GetProperty("rowCount").GetInt64() > 1000);
    }

    [Fact]
    public async Task An_unknown_airport_goes_into_quarantine_and_the_rest_goes_on()
    {
        var cli = flights.NewCli();
        var zones = Path.Combine(cli.WorkingDirectory, "airport_zones.csv");
        await File.WriteAllLinesAsync(zones, (await File.ReadAllLinesAsync(zones)).Where(line => !line.StartsWith("PHX,", StringComparison.Ordinal)));
        await cli.RunAsync("run", "workflow.yaml");
        var datasets = (await cli.RunAsync("data", "list", "--json")).MustExitWith(0).Json;
        var quarantine = datasets.EnumerateArray().First(dataset => dataset.GetProperty("role").GetString() == "quarantine");
        using var database = DuckDatabase.Open();
        using var connection = database.Connect();
        var expected = connection.Scalar<long>($"SELECT count(*) FROM read_parquet({DuckSql.QuoteLiteral(flights.Parquet)}) WHERE origin = 'PHX'");
        Assert.True(quarantine.GetProperty("newest").GetProperty("rowCount").GetInt64() >= expected);
    }

    [Theory]
    [InlineData("runs", "show", "nonsense")]
    [InlineData("drift", "--reference", "a.csv")]
    [InlineData("models", "promote", "m", "1")]
    [InlineData("nonsense")]
    public async Task A_wrong_command_line_ends_with_2(params string[] arguments) =>
        (await flights.NewCli().RunAsync(arguments)).MustExitWith(2);

    [Fact]
    public async Task A_server_on_a_public_address_is_refused_without_a_login()
    {
        var server = await flights.NewCli().RunAsync("server", "--host", "0.0.0.0", "--port", "0");
        server.MustExitWith(7);
        Assert.Contains("server.not-loopback", server.People, StringComparison.Ordinal);
    }

    private async Task FailsAsync(CliProcess cli, string source)
    {
        flights.Write(cli.WorkingDirectory, (flights.Parquet, Path.Combine(cli.WorkingDirectory, source)));
        var run = await cli.RunAsync("run", "workflow.yaml");
        Assert.True(run.ExitCode is 2 or 4, $"exit {run.ExitCode}\n{run.People}");
        Assert.Contains(source, run.People, StringComparison.Ordinal);
    }
}
