using Millrace.Data.Checks;
using Millrace.Kernel.Time;
using Millrace.Kernel.Verdicts;

namespace Millrace.Tests.Data.Checks;

public sealed class ClausesTests
{
    private static readonly AsOf Midsummer = new(new DateTimeOffset(2001, 7, 1, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(0, 0.0, Decision.Pass)]
    [InlineData(1, 0.0, Decision.Fail)]
    [InlineData(10, 0.1, Decision.Pass)]
    [InlineData(11, 0.1, Decision.Fail)]
    public void A_row_clause_passes_up_to_the_tolerated_share(long failing, double tolerate, Decision decision)
    {
        var judgement = Row(tolerate).Judge(failing, 100);

        Assert.Equal(decision, judgement.Result.Decision);
        Assert.Equal(failing / 100.0, judgement.Observed);
        Assert.Equal(tolerate, judgement.Bound);
    }

    [Fact]
    public void Without_rows_a_row_clause_is_not_evaluated()
    {
        var judgement = Row(0.5).Judge(0, 0);

        Assert.Equal(Decision.NotEvaluated, judgement.Result.Decision);
        Assert.Null(judgement.Result.FailingShare);
        Assert.Null(judgement.Observed);
    }

    [Theory]
    [InlineData(0, Decision.Fail)]
    [InlineData(9, Decision.Fail)]
    [InlineData(10, Decision.Pass)]
    [InlineData(20, Decision.Pass)]
    [InlineData(21, Decision.Fail)]
    public void A_row_count_must_lie_in_its_bounds_and_no_rows_are_too_few(long rowCount, Decision decision) =>
        Assert.Equal(decision, new RowCountClause("n", "error", 10, 20).Judge(rowCount, rowCount).Result.Decision);

    [Theory]
    [InlineData("2001-06-30T00:00:00Z", Decision.Pass)]
    [InlineData("2001-06-01T00:00:00Z", Decision.Pass)]
    [InlineData("2001-05-31T23:59:59Z", Decision.Fail)]
    public void Freshness_is_measured_from_the_datas_clock(string newest, Decision decision)
    {
        var at = new AsOf(DateTimeOffset.Parse(newest, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(decision, Fresh().Judge(at.UnixMicroseconds, 5).Result.Decision);
    }

    [Fact]
    public void Freshness_of_a_column_without_values_fails() =>
        Assert.Equal(Decision.Fail, Fresh().Judge(null, 5).Result.Decision);

    [Fact]
    public void Freshness_without_rows_is_not_evaluated() =>
        Assert.Equal(Decision.NotEvaluated, Fresh().Judge(null, 0).Result.Decision);

    [Fact]
    public async Task Values_after_the_datas_clock_do_not_make_it_fresh()
    {
        using var lab = await DataLab.OpenAsync();
        var data = await lab.IngestedAsync("d", "SELECT unnest([TIMESTAMP '2001-01-01', TIMESTAMP '2030-01-01']) AS t");
        var check = Specs.Check("freshness", "t") with { MaxAge = TimeSpan.FromDays(30), AsOf = Midsummer.Instant };

        var result = await lab.ValidateAsync(Specs.Of(check), data);

        Assert.Equal("data.checks-failed", result.Value.Halt?.Code);
        Assert.Equal(181 * 86400, result.Value.Verdicts[0].Observed);
    }

    private static RowClause Row(double tolerate) => new("c", "not_null", ["v"], "error", tolerate, "v IS NULL", true);

    private static FreshnessClause Fresh() => new("f", "t", "error", TimeSpan.FromDays(30), Midsummer);
}
