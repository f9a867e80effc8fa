using Millrace.Data.Contracts;

namespace Millrace.Tests.Data.Contracts;

public sealed class DataExpressionsTests
{
    private static readonly Dictionary<string, IReadOnlyList<DatasetColumn>> Sources = new()
    {
        ["d"] = [new("dep", "timestamp"), new("delay", "bigint"), new("origin", "varchar")],
        ["zones"] = [new("iata", "varchar"), new("zone", "varchar")],
    };

    private static readonly PrepareSpec Good = new(
        "d", [Specs.Column("delay", "int8"), Specs.Column("origin", "text")],
        [Specs.Lookup("zones", "iata", "origin", "zone", "origin_zone", "quarantine")],
        [Specs.Derived("t", "timestamp", "timezone(origin_zone, dep)"), Specs.Derived("late", "boolean", "delay > 15")],
        "t", null,
        [Specs.Check("not_null", "late"), Specs.Check("expression") with { Expression = "origin <> 'X'" }]);

    [Fact]
    public void A_good_preparation_gives_all_columns_in_order()
    {
        var bound = DataExpressions.BindPrepared(Good, Sources);

        Assert.Equal(
            [
                new("dep", "timestamp"), new("delay", "bigint"), new("origin", "varchar"), new("origin_zone", "varchar"),
                new("t", "timestamp"), new("late", "boolean"), new("_row_id", "bigint"),
            ],
            bound.Value);
    }

    [Fact]
    public void One_bad_column_does_not_make_what_uses_it_bad()
    {
        var spec = Good with { Derived = [Specs.Derived("t", "timestamp", "timezone(origin_zone, deep)"), Specs.Derived("day", "integer", "day(t)")] };

        var finding = Assert.Single(DataExpressions.Examine(spec, Sources).Findings, finding => finding.Path[0] == "derived");

        Assert.Equal(["derived", "t", "expression"], finding.Path);
        Assert.Contains("'deep'", finding.Problem.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT 1")]
    [InlineData("1; DROP TABLE x")]
    [InlineData("(SELECT max(delay) FROM d)")]
    [InlineData("sum(delay)")]
    [InlineData("getenv('HOME')")]
    [InlineData("1) FROM read_csv('/etc/passwd') --")]
    public void Only_one_scalar_expression_is_accepted(string sql)
    {
        var bound = DataExpressions.BindPrepared(Good with { Derived = [.. Good.Derived, Specs.Derived("x", "varchar", sql)] }, Sources);

        Assert.Equal(["data.expression-invalid"], bound.Problems.Select(problem => problem.Code));
    }

    [Theory]
    [InlineData("dep", "timestamp with time zone", "data.time-type")]
    [InlineData("delay", null, "data.time-type")]
    [InlineData("tt", null, "data.column-missing")]
    public void The_event_time_must_be_a_timestamp_in_utc(string column, string? type, string code)
    {
        var sources = new Dictionary<string, IReadOnlyList<DatasetColumn>>(Sources);
        sources["d"] = [.. Sources["d"].Select(known => known.Name == column && type is not null ? known with { Type = type } : known)];

        var bound = DataExpressions.BindPrepared(Good with { EventTime = column, Lookups = [], Derived = [], Checks = [] }, sources);

        Assert.Equal([code], bound.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void Types_of_parquet_must_be_as_declared_and_those_of_csv_are_read_as_declared()
    {
        var spec = Good with { Columns = [Specs.Column("delay", "double")] };

        var parquet = DataExpressions.Examine(spec, Sources);
        var csv = DataExpressions.BindPrepared(spec, Sources, "csv");

        Assert.Equal(["columns", "delay", "type"], Assert.Single(parquet.Findings).Path);
        Assert.Contains(new DatasetColumn("delay", "double"), csv.Value);
    }

    [Theory]
    [InlineData("bigint", "double", true)]
    [InlineData("bigint", "varchar", true)]
    [InlineData("varchar", "timestamp", true)]
    [InlineData("double", "decimal(18,2)", true)]
    [InlineData("date", "timestamp", true)]
    [InlineData("double", "bigint", false)]
    [InlineData("timestamp", "date", false)]
    [InlineData("bigint", "boolean", false)]
    public void What_was_seen_in_text_is_never_narrowed(string seen, string declared, bool isFine)
    {
        var sources = new Dictionary<string, IReadOnlyList<DatasetColumn>>(Sources) { ["d"] = [.. Sources["d"], new("x", seen)] };

        var bound = DataExpressions.BindPrepared(Good with { Columns = [Specs.Column("x", declared)] }, sources, "csv");

        Assert.Equal(isFine ? [] : ["data.column-type"], bound.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void Names_that_preparing_uses_itself_are_refused()
    {
        var spec = Good with { Derived = [.. Good.Derived, Specs.Derived("_row_id", "bigint", "1"), Specs.Derived("LATE", "boolean", "true")] };

        var bound = DataExpressions.BindPrepared(spec, Sources);

        Assert.Equal(["data.reserved-column", "data.duplicate-column"], bound.Problems.Select(problem => problem.Code));
    }
}
