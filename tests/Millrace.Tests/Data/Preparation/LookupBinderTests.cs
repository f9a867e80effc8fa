using Millrace.Data.Contracts;

namespace Millrace.Tests.Data.Preparation;

public sealed class LookupBinderTests
{
    private const string Rows = "SELECT unnest(['a', 'b', NULL]) AS k, TIMESTAMP '2001-01-01' AS t";

    [Fact]
    public async Task A_row_whose_key_is_not_there_goes_to_quarantine_and_the_rest_goes_on()
    {
        using var lab = await DataLab.OpenAsync();
        var (data, other) = (await lab.IngestedAsync("d", Rows), await lab.IngestedAsync("o", "SELECT 'a' AS key, 7 AS x"));

        var result = await lab.ValidateAsync(Specs.Of().With(Specs.Lookup("o", "key", "k", "x", "ox", "quarantine")), data, ("o", other));

        Assert.Null(result.Value.Halt);
        Assert.Equal(["a|7"], await lab.RowsAsync(result.Value.Outputs["dataset"], "k, ox"));
        Assert.Equal(
            ["b|['lookup(k in o)']", "|['lookup(k in o)']"], await lab.RowsAsync(result.Value.Outputs["quarantine"], "k, _reasons"));
    }

    [Fact]
    public async Task A_missing_key_may_leave_null()
    {
        using var lab = await DataLab.OpenAsync();
        var (data, other) = (await lab.IngestedAsync("d", Rows), await lab.IngestedAsync("o", "SELECT 'a' AS key, 7 AS x"));

        var result = await lab.ValidateAsync(Specs.Of().With(Specs.Lookup("o", "key", "k", "x", "ox", "null")), data, ("o", other));

        Assert.Equal(["a|7", "b|", "|"], await lab.RowsAsync(result.Value.Outputs["dataset"], "k, ox"));
    }

    [Fact]
    public async Task A_missing_key_may_end_the_run()
    {
        using var lab = await DataLab.OpenAsync();
        var (data, other) = (await lab.IngestedAsync("d", Rows), await lab.IngestedAsync("o", "SELECT 'a' AS key, 7 AS x"));

        var result = await lab.ValidateAsync(Specs.Of().With(Specs.Lookup("o", "key", "k", "x", "ox", "fail")), data, ("o", other));

        Assert.Equal("data.checks-failed", result.Value.Halt?.Code);
    }

    [Fact]
    public async Task When_every_row_is_in_quarantine_the_run_ends()
    {
        using var lab = await DataLab.OpenAsync();
        var (data, other) = (await lab.IngestedAsync("d", Rows), await lab.IngestedAsync("o", "SELECT 'z' AS key, 7 AS x"));

        var result = await lab.ValidateAsync(Specs.Of().With(Specs.Lookup("o", "key", "k", "x", "ox", "quarantine")), data, ("o", other));

        Assert.Equal("data.no-rows", result.Value.Halt?.Code);
    }

    [Fact]
    public async Task A_key_that_is_there_twice_is_a_problem_and_no_row_is_doubled()
    {
        using var lab = await DataLab.OpenAsync();
        var (data, other) = (await lab.IngestedAsync("d", Rows), await lab.IngestedAsync("o", "SELECT unnest(['a', 'a']) AS key, 7 AS x"));

        var result = await lab.ValidateAsync(Specs.Of().With(Specs.Lookup("o", "key", "k", "x", "ox", "null")), data, ("o", other));

        Assert.Equal("data.lookup-key-not-unique", result.Problem?.Code);
        Assert.Contains("key = a", result.Problem!.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_of_different_kinds_are_not_compared()
    {
        var columns = new Dictionary<string, IReadOnlyList<DatasetColumn>>
        {
            ["d"] = [new("k", "varchar"), new("t", "timestamp")],
            ["o"] = [new("key", "bigint"), new("x", "integer")],
        };

        var bound = DataExpressions.BindPrepared(Specs.Of().With(Specs.Lookup("o", "key", "k", "x", "ox", "null")), columns);

        Assert.Equal(["data.key-type"], bound.Problems.Select(problem => problem.Code));
    }
}
