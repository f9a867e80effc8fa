using Millrace.Kernel.Steps;

namespace Millrace.Tests.Data.Preparation;

public sealed class ZoneMacroTests
{
    [Theory]
    [InlineData("America/New_York", "2001-04-01 01:59:00", "2001-04-01 06:59:00")] // the last minute of winter time
    [InlineData("America/New_York", "2001-04-01 03:00:00", "2001-04-01 07:00:00")] // the first of summer time
    [InlineData("America/New_York", "2001-04-01 02:30:00", "2001-04-01 07:30:00")] // no such time: an hour on
    [InlineData("America/New_York", "2001-10-28 00:59:00", "2001-10-28 04:59:00")]
    [InlineData("America/Phoenix", "2001-04-01 03:00:00", "2001-04-01 10:00:00")]
    [InlineData("Pacific/Honolulu", "2001-06-30 23:00:00", "2001-07-01 09:00:00")]
    public async Task Local_time_becomes_utc_by_the_zone_in_a_column(string zone, string local, string utc)
    {
        using var lab = await DataLab.OpenAsync();
        var result = await ConvertAsync(lab, $"SELECT 'A' AS origin, TIMESTAMP '{local}' AS dep", $"SELECT 'A' AS iata, '{zone}' AS zone");

        Assert.Equal([utc], await lab.RowsAsync(result.Outputs["dataset"], "t"));
    }

    [Fact]
    public async Task Many_zones_in_one_column_are_told_apart_and_an_unknown_airport_is_in_quarantine()
    {
        using var lab = await DataLab.OpenAsync();
        var result = await ConvertAsync(
            lab,
            "SELECT unnest(['N', 'C', 'Z', 'N']) AS origin, TIMESTAMP '2001-07-01 12:00:00' AS dep",
            "SELECT * FROM (VALUES ('N', 'America/New_York'), ('C', 'America/Chicago')) v(iata, zone)");

        Assert.Equal(
            ["N|2001-07-01 16:00:00|0", "N|2001-07-01 16:00:00|3", "C|2001-07-01 17:00:00|1"],
            await lab.RowsAsync(result.Outputs["dataset"], "origin, t, _row_id"));
        Assert.Equal(["Z|2"], await lab.RowsAsync(result.Outputs["quarantine"], "origin, _row_id"));
        Assert.Null(result.Halt);
    }

    [Fact]
    public async Task The_other_uses_of_timezone_still_work_beside_it()
    {
        using var lab = await DataLab.OpenAsync();
        var data = await lab.IngestedAsync("d", "SELECT 'Europe/Berlin' AS zone, TIMESTAMP '2001-07-01 12:00:00' AS dep");
        var spec = Specs.Of().With(
            Specs.Derived("t", "timestamp", "dep AT TIME ZONE zone"),
            Specs.Derived("constant", "timestamp", "timezone('Asia/Tokyo', dep)"),
            Specs.Derived("span", "varchar", "timezone(INTERVAL 2 HOURS, TIMETZ '10:00:00+00')"),
            Specs.Derived("back", "timestamp", "timezone(zone, timezone(zone, dep))"));

        var result = await lab.ValidateAsync(spec, data);

        Assert.Equal(
            ["2001-07-01 10:00:00|2001-07-01 03:00:00|12:00:00+02|2001-07-01 12:00:00"],
            await lab.RowsAsync(result.Value.Outputs["dataset"], "t, constant, span, back"));
    }

    private static async Task<StepResult> ConvertAsync(DataLab lab, string rows, string zones)
    {
        var data = await lab.IngestedAsync("d", rows);
        var other = await lab.IngestedAsync("zones", zones);
        var spec = Specs.Of()
            .With(Specs.Lookup("zones", "iata", "origin", "zone", "origin_zone", "quarantine"))
            .With(Specs.Derived("t", "timestamp", "timezone(origin_zone, dep)"));
        return (await lab.ValidateAsync(spec, data, ("zones", other))).Value;
    }
}
