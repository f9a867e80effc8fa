using Millrace.Data.Contracts;
using Millrace.Kernel.Verdicts;

namespace Millrace.Tests.Data.Checks;

public sealed class CheckConditionsTests
{
    private const string Time = "TIMESTAMP '2001-01-01' AS t";

    [Theory]
    [InlineData("1, 2, 3", 0)]
    [InlineData("1, NULL, NULL", 2)]
    public Task Not_null_fails_for_nulls_only(string values, long failing) =>
        ExpectAsync(values, Specs.Check("not_null", "v"), failing);

    [Theory]
    [InlineData("1, 5, 10", 0)]
    [InlineData("0, 5, 11", 2)]
    [InlineData("NULL, 5", 0)]
    [InlineData("CAST('nan' AS DOUBLE), 5", 1)]
    [InlineData("CAST('inf' AS DOUBLE), CAST('-inf' AS DOUBLE), 5", 2)]
    [InlineData("9.99::DECIMAL(9,2), 10.01::DECIMAL(9,2)", 1)]
    public Task Between_holds_both_bounds_and_lets_nulls_pass(string values, long failing) =>
        ExpectAsync(values, Specs.Check("between", "v") with { Min = 1, Max = 10 }, failing);

    [Theory]
    [InlineData(4503599627370497.0, null, 1)]
    [InlineData(null, 4503599627370496.0, 1)]
    public Task Between_compares_large_integers_exactly(double? min, double? max, long failing) =>
        ExpectAsync("4503599627370496, 4503599627370497", Specs.Check("between", "v") with { Min = min, Max = max }, failing);

    [Theory]
    [InlineData("'a', 'b', NULL", 0)]
    [InlineData("'a', 'A', 'it''s'", 1)]
    [InlineData("'ä', 'z'", 2)]
    public Task In_set_compares_exactly_and_lets_nulls_pass(string values, long failing) =>
        ExpectAsync(values, Specs.Check("in_set", "v") with { Values = ["a", "b", "it's"] }, failing);

    [Fact]
    public Task In_set_reads_its_values_in_the_columns_type() =>
        ExpectAsync("1, 2, 3", Specs.Check("in_set", "v") with { Values = ["1", "02"] }, 1);

    [Theory]
    [InlineData("'ORD', 'JFK', NULL", 0)]
    [InlineData("'ORD', 'ord', 'XXXX', ''", 3)]
    [InlineData("'ÄÖÜ'", 1)]
    public Task Matches_applies_the_pattern_and_lets_nulls_pass(string values, long failing) =>
        ExpectAsync(values, Specs.Check("matches", "v") with { Pattern = "^[A-Z]{3}$" }, failing);

    [Theory]
    [InlineData("1, 2", 0)]
    [InlineData("1, NULL, -1", 2)]
    public Task An_expression_must_be_true_and_null_is_not(string values, long failing) =>
        ExpectAsync(values, Specs.Check("expression") with { Expression = "v > 0" }, failing);

    [Theory]
    [InlineData("1, 2, NULL, NULL", 0)]
    [InlineData("1, 1, 1, 2", 2)]
    public Task Unique_fails_for_later_duplicates_and_nulls_are_equal_to_nothing(string values, long failing) =>
        ExpectAsync(values, Specs.Check("unique", "v"), failing);

    [Fact]
    public async Task Unique_over_several_columns_wants_all_of_them_equal()
    {
        using var lab = await DataLab.OpenAsync();
        var data = await lab.IngestedAsync("d", $"SELECT *, {Time} FROM (VALUES (1, 'a'), (1, 'b'), (1, 'a'), (2, 'a')) v(x, y)");

        var result = await lab.ValidateAsync(Specs.Of(Specs.Check("unique", "x", "y")), data);

        Assert.Equal(["2"], await lab.RowsAsync(result.Value.Outputs["quarantine"], "_row_id"));
    }

    [Theory]
    [InlineData("'ORD', NULL", 0)]
    [InlineData("'ORD', 'ZZZ'", 1)]
    public async Task A_foreign_key_must_be_in_the_other_source(string values, long failing)
    {
        using var lab = await DataLab.OpenAsync();
        var airports = await lab.IngestedAsync("airports", "SELECT unnest(['ORD', 'JFK', NULL]) AS iata");
        var data = await lab.IngestedAsync("d", $"SELECT unnest([{values}]) AS v, {Time}");
        var check = Specs.Check("foreign_key", "v") with { Source = "airports", Key = "iata" };

        var result = await lab.ValidateAsync(Specs.Of(check), data, ("airports", airports));

        var report = await lab.ReadAsync<CheckReport>(result.Value.Outputs["checks"]);
        Assert.Equal(failing, report.Results[0].FailingRowCount);
    }

    [Fact]
    public async Task Of_a_check_on_several_columns_a_row_fails_once()
    {
        using var lab = await DataLab.OpenAsync();
        var data = await lab.IngestedAsync("d", $"SELECT *, {Time} FROM (VALUES (1, NULL), (NULL, NULL), (1, 1)) v(x, y)");

        var result = await lab.ValidateAsync(Specs.Of(Specs.Check("not_null", "x", "y") with { Tolerate = 0.9 }), data);

        var report = await lab.ReadAsync<CheckReport>(result.Value.Outputs["checks"]);
        Assert.Equal(2, report.Results[0].FailingRowCount);
        Assert.Equal(2.0 / 3, report.Results[0].FailingShare);
    }

    private static async Task ExpectAsync(string values, CheckSpec check, long failing)
    {
        using var lab = await DataLab.OpenAsync();
        var data = await lab.IngestedAsync("d", $"SELECT unnest([{values}]) AS v, {Time}");

        var result = await lab.ValidateAsync(Specs.Of(check), data);

        var report = await lab.ReadAsync<CheckReport>(result.Value.Outputs["checks"]);
        Assert.Equal(failing, report.Results[0].FailingRowCount);
        Assert.Equal(failing == 0 ? Decision.Pass : Decision.Fail, report.Results[0].Decision);
        Assert.Equal(failing, report.QuarantinedRowCount);
        Assert.Equal(failing == 0, result.Value.Halt is null);
    }
}
