using Millrace.DuckDb;
using Millrace.EndToEnd.Tests.Setting;

namespace Millrace.EndToEnd.Tests.Inputs;

/// <summary>Source files that are missing, broken or not what the workflow says.</summary>
public sealed class SourceFilesTests(SmallFlights flights)
{
    private const string Header = "date,delay,distance,origin,destination";

    [Fact]
    public async Task A_missing_source_is_named()
    {
        var cli = WithSource("missing.parquet");
        (await cli.RunAsync("run", "workflow.yaml")).MustExitWith(4).MustTell("data.source-missing", "missing.parquet");
    }

    [Fact]
    public async Task An_empty_source_is_named()
    {
        var cli = WithSource("empty.parquet");
        await File.WriteAllBytesAsync(cli.Path("empty.parquet"), []);
        (await cli.RunAsync("run", "workflow.yaml")).MustExitWith(2).MustTell("data.source-empty", "empty.parquet");
    }

    [Fact]
    public async Task A_source_of_no_rows_is_refused()
    {
        var cli = WithSource("flights.csv");
        await File.WriteAllTextAsync(cli.Path("flights.csv"), Header + "\n");
        (await cli.RunAsync("run", "workflow.yaml")).MustExitWith(3).MustTell("data.no-rows", "flights");
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public async Task A_truncated_Parquet_file_is_named(double share)
    {
        var cli = WithSource("cut.parquet");
        var bytes = await File.ReadAllBytesAsync(flights.Parquet);
        await File.WriteAllBytesAsync(cli.Path("cut.parquet"), bytes[..(int)(bytes.Length * share)]);
        (await cli.RunAsync("run", "workflow.yaml")).MustExitWith(2).MustTell("data.source-unreadable", "cut.parquet");
    }

    [Fact]
    public async Task A_Parquet_file_with_damaged_pages_ends_the_run_with_its_name()
    {
        var cli = WithSource("damaged.parquet");
        var bytes = await File.ReadAllBytesAsync(flights.Parquet);
        Array.Fill(bytes, (byte)0xFF, 1000, bytes.Length / 2);
        await File.WriteAllBytesAsync(cli.Path("damaged.parquet"), bytes);
        (await cli.RunAsync("run", "workflow.yaml")).MustExitWith(2).MustTell("data.source-unreadable", "damaged.parquet");
    }

    [Theory]
    [InlineData("2001-01-01 10:00:00,5,1745,ORD,LAX,surplus", "data.csv-ragged")]
    [InlineData("2001-01-01 10:00:00,5,1745,ORD", "data.csv-ragged")]
    [InlineData("2001-01-01 10:00:00,5,far,ORD,LAX", "data.column-type")]
    [InlineData("yesterday,5,1745,ORD,LAX", "data.column-type")]
    public async Task A_bad_line_of_a_CSV_is_named_with_its_number(string line, string code)
    {
        var cli = WithSource("flights.csv");
        var good = Enumerable.Repeat("2001-01-01 10:00:00,5,1745,ORD,LAX", 3000);
        await File.WriteAllLinesAsync(cli.Path("flights.csv"), [Header, .. good, line, .. good]);
        (await cli.RunAsync("run", "workflow.yaml")).MustExitWith(2).MustTell(code, "flights", "3002");
    }

    [Fact]
    public async Task A_ragged_lookup_file_is_named_with_its_line()
    {
        var cli = flights.NewCli();
        await File.AppendAllTextAsync(cli.Path("airport_zones.csv"), "ZZZ,America/New_York,surplus\n");
        (await cli.RunAsync("run", "workflow.yaml")).MustExitWith(2).MustTell("data.csv-ragged", "airport_zones.csv", "231");
    }

    [Fact]
    public async Task An_unknown_airport_goes_into_quarantine_and_the_rest_goes_on()
    {
        var cli = flights.NewCli();
        var zones = cli.Path("airport_zones.csv");
        await File.WriteAllLinesAsync(zones, (await File.ReadAllLinesAsync(zones)).Where(line => !line.StartsWith("LAX,", StringComparison.Ordinal)));
        var run = (await cli.RunAsync("run", "workflow.yaml", "--json")).Json;
        var validated = run.GetProperty("steps").EnumerateArray().Single(step => step.GetProperty("id").GetString() == "validate");
        Assert.Equal("halted", validated.GetProperty("status").GetString());
        var datasets = (await cli.RunAsync("data", "list", "--json")).MustExitWith(0).Json;
        var quarantine = datasets.EnumerateArray().First(dataset => dataset.GetProperty("role").GetString() == "quarantine");
        using var database = DuckDatabase.Open();
        using var connection = database.Connect();
        var expected = connection.Scalar<long>($"SELECT count(*) FROM read_parquet({DuckSql.QuoteLiteral(flights.Parquet)}) WHERE origin = 'LAX'");
        Assert.True(quarantine.GetProperty("newest").GetProperty("rowCount").GetInt64() >= expected);
    }

    private CliProcess WithSource(string file)
    {
        var cli = flights.NewCli();
        var format = Path.GetExtension(file)[1..];
        flights.Write(cli.WorkingDirectory, ($"path: {flights.Parquet}\n      format: parquet", $"path: {file}\n      format: {format}"));
        return cli;
    }
}
