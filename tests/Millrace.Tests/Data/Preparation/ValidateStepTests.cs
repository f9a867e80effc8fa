using Millrace.Data.Contracts;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Verdicts;

namespace Millrace.Tests.Data.Preparation;

public sealed class ValidateStepTests
{
    private const string Some = "SELECT i AS v, TIMESTAMP '2001-01-01' + to_hours(i) AS t FROM range(10) r(i)";

    [Fact]
    public async Task Every_failing_row_is_in_quarantine_with_every_reason()
    {
        using var lab = await DataLab.OpenAsync();
        var data = await lab.IngestedAsync("d", """
            SELECT *, TIMESTAMP '2001-01-01' AS t FROM (VALUES (1, 'a'), (NULL, 'b'), (99, NULL), (99, 'c'), (1, 'Ω')) v(x, y)
            """);
        var spec = Specs.Of(
            Specs.Check("not_null", "x", "y") with { Tolerate = 0.5 },
            Specs.Check("between", "x") with { Name = "small", Max = 10, Tolerate = 0.5 });

        var result = await lab.ValidateAsync(spec, data);

        Assert.Null(result.Value.Halt);
        Assert.Equal(["1|a|0", "1|Ω|4"], await lab.RowsAsync(result.Value.Outputs["dataset"], "x, y, _row_id"));
        Assert.Equal(
            ["|b|1|[not_null(x, y)]", "99||2|[not_null(x, y), small]", "99|c|3|[small]"],
            (await lab.RowsAsync(result.Value.Outputs["quarantine"], "x, y, _row_id, _reasons")).Select(row => row.Replace("'", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Beyond_the_tolerated_share_the_run_ends_and_quarantine_and_report_are_kept()
    {
        using var lab = await DataLab.OpenAsync();
        var data = await lab.IngestedAsync("d", Some);

        var result = await lab.ValidateAsync(Specs.Of(Specs.Check("between", "v") with { Min = 3, Tolerate = 0.29 }), data);

        Assert.Equal("data.checks-failed", result.Value.Halt?.Code);
        Assert.Equal(ProblemKind.GateNotPassed, result.Value.Halt?.Kind);
        Assert.Contains("between(v)", result.Value.Halt!.What, StringComparison.Ordinal);
        Assert.Equal(["0", "1", "2"], await lab.RowsAsync(result.Value.Outputs["quarantine"], "_row_id"));
        var report = await lab.ReadAsync<CheckReport>(result.Value.Outputs["checks"]);
        Assert.Equal(["row 0: v = '0'", "row 1: v = '1'", "row 2: v = '2'"], report.Results[0].Samples);
    }

    [Fact]
    public async Task A_failing_warning_is_told_and_the_rows_stay()
    {
        using var lab = await DataLab.OpenAsync();
        var data = await lab.IngestedAsync("d", Some);

        var result = await lab.ValidateAsync(Specs.Of(Specs.Check("between", "v") with { Min = 3, Severity = "warning" }), data);

        Assert.Null(result.Value.Halt);
        Assert.Equal(Decision.Fail, result.Value.Verdicts[0].Decision);
        Assert.Equal(10, (await lab.RowsAsync(result.Value.Outputs["dataset"], "v")).Count);
        Assert.Empty(await lab.RowsAsync(result.Value.Outputs["quarantine"], "_row_id"));
    }

    [Fact]
    public async Task Without_rows_nothing_passes()
    {
        using var lab = await DataLab.OpenAsync();
        var data = await lab.IngestedAsync("d", $"{Some} WHERE false");

        var result = await lab.ValidateAsync(Specs.Of(Specs.Check("not_null", "v")), data);

        Assert.Equal("data.no-rows", result.Value.Halt?.Code);
        Assert.All(result.Value.Verdicts, verdict => Assert.Equal(Decision.NotEvaluated, verdict.Decision));
    }

    [Fact]
    public async Task Rows_are_ordered_by_event_time_and_then_by_their_number()
    {
        using var lab = await DataLab.OpenAsync();
        var data = await lab.IngestedAsync("d", "SELECT TIMESTAMP '2001-01-01' + to_days(i) AS t FROM (VALUES (3), (1), (2), (1)) v(i)");

        var result = await lab.ValidateAsync(Specs.Of(), data);

        Assert.Equal(["1", "3", "2", "0"], await lab.RowsAsync(result.Value.Outputs["dataset"], "_row_id"));
    }

    [Fact]
    public async Task The_same_rows_give_the_same_versions_on_one_thread_and_on_two()
    {
        using var lab = await DataLab.OpenAsync();
        var data = await lab.IngestedAsync("d", """
            SELECT hash(i) % 1000 / 7 AS x, (hash(i, 1) % 50)::VARCHAR AS y, TIMESTAMP '2001-01-01' + to_seconds((hash(i, 2) % 5000)::BIGINT) AS t
            FROM range(300000) r(i)
            """);
        var spec = Specs.Of(
            Specs.Check("between", "x") with { Max = 142, Tolerate = 0.5 }, Specs.Check("unique", "x", "y", "t") with { Tolerate = 0.5 });

        var first = await lab.ValidateAsync(spec, data);
        var second = await lab.ValidateAsync(spec, data);
        lab.Budget = lab.Budget with { Threads = 1 };
        var alone = await lab.ValidateAsync(spec, data);

        Assert.NotEmpty(await lab.RowsAsync(first.Value.Outputs["quarantine"], "_row_id"));
        foreach (var output in new[] { "dataset", "quarantine", "checks" })
        {
            Assert.Equal(first.Value.Outputs[output].Digest, second.Value.Outputs[output].Digest);
            Assert.Equal(first.Value.Outputs[output].Digest, alone.Value.Outputs[output].Digest);
        }
    }

    [Fact]
    public async Task A_row_without_its_event_time_goes_to_quarantine()
    {
        using var lab = await DataLab.OpenAsync();
        var data = await lab.IngestedAsync("d", "SELECT unnest([TIMESTAMP '2001-01-01', NULL]) AS t");

        var result = await lab.ValidateAsync(Specs.Of(), data);

        Assert.Equal(["1"], await lab.RowsAsync(result.Value.Outputs["quarantine"], "_row_id"));
        Assert.Equal("data.checks-failed", result.Value.Halt?.Code);
    }

    [Fact]
    public async Task All_problems_are_told_at_once()
    {
        using var lab = await DataLab.OpenAsync();
        var data = await lab.IngestedAsync("d", Some);
        var spec = Specs.Of(Specs.Check("not_nul", "v"), Specs.Check("not_null", "w"), Specs.Check("between", "v"))
            .With(Specs.Column("vv", "bigint"), Specs.Column("v", "varchar"))
            .With(Specs.Derived("x", "integer", "v +"), Specs.Derived("y", "integer", "x + 1"), Specs.Derived("z", "integer", "random()"));

        var result = await lab.ValidateAsync(spec, data);

        Assert.Equal(
            [
                "data.column-missing", "data.column-type", "data.expression-invalid", "data.expression-not-repeatable",
                "data.unknown-check", "data.column-missing", "data.check-field-missing",
            ],
            result.Problems.Select(problem => problem.Code));
        Assert.Contains("Did you mean 'v'?", result.Problems[0].Fix, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'not_null'?", result.Problems[4].Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expression_that_fails_on_a_value_is_named()
    {
        using var lab = await DataLab.OpenAsync();
        var data = await lab.IngestedAsync("d", "SELECT unnest(['1', 'x']) AS v, TIMESTAMP '2001-01-01' AS t");
        var spec = Specs.Of().With(Specs.Derived("a", "varchar", "v || '!'"), Specs.Derived("n", "integer", "CAST(v AS INTEGER)"));

        var result = await lab.ValidateAsync(spec, data);

        Assert.Equal("data.expression-failed", result.Problem?.Code);
        Assert.Contains("derived column 'n'", result.Problem!.What, StringComparison.Ordinal);
        Assert.Contains("'x'", result.Problem!.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_csv_value_that_is_not_of_the_declared_type_is_told_with_its_line()
    {
        using var lab = await DataLab.OpenAsync();
        var ingested = await lab.IngestAsync("d", lab.Write("d.csv", "t,v\n2001-01-01 00:00:00,1\n2001-01-01 01:00:00,x\n"), "csv");
        var spec = Specs.Of().With(Specs.Column("v", "bigint"));

        var result = await lab.ValidateAsync(spec, ingested.Value.Outputs["dataset"]);

        Assert.Equal("data.column-type", result.Problem?.Code);
        Assert.Contains("Line: 3", result.Problem!.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_declared_type_decides_how_csv_is_read()
    {
        using var lab = await DataLab.OpenAsync();
        var ingested = await lab.IngestAsync("d", lab.Write("d.csv", "t,zip\n2001-01-01 00:00:00,01234\n"), "csv");
        var spec = Specs.Of().With(Specs.Column("zip", "text"));

        var result = await lab.ValidateAsync(spec, ingested.Value.Outputs["dataset"]);

        Assert.Equal(["01234"], await lab.RowsAsync(result.Value.Outputs["dataset"], "zip"));
    }

    [Fact]
    public async Task Odd_names_and_nested_values_go_through()
    {
        using var lab = await DataLab.OpenAsync();
        var text = """
            {"t":"2001-01-01 00:00:00","we\"ird col":1,"Ünï":"x","nested":{"A b":[1,2]}}
            {"t":"2001-01-02 00:00:00","we\"ird col":1,"Ünï":null,"nested":null}
            """;
        var ingested = await lab.IngestAsync("d", lab.Write("d.jsonl", text), "jsonl");
        var spec = Specs.Of(
                Specs.Check("not_null", "Ünï") with { Tolerate = 0.5 }, Specs.Check("unique", "we\"ird col") with { Name = "it's", Tolerate = 0.5 })
            .With(Specs.Derived("first", "integer", "nested.\"A b\"[1]"));

        var result = await lab.ValidateAsync(spec, ingested.Value.Outputs["dataset"]);

        Assert.Equal(["1|x|1"], await lab.RowsAsync(result.Value.Outputs["dataset"], "\"we\"\"ird col\", Ünï, first"));
        Assert.Equal(["1|['not_null(Ünï)', 'it\\'s']"], await lab.RowsAsync(result.Value.Outputs["quarantine"], "_row_id, _reasons"));
    }

    [Fact]
    public async Task Verdicts_carry_clause_numbers_evidence_and_time()
    {
        using var lab = await DataLab.OpenAsync();
        var data = await lab.IngestedAsync("d", Some);

        var result = await lab.ValidateAsync(
            Specs.Of(Specs.Check("between", "v") with { Max = 8, Tolerate = 0.2 }, Specs.Check("row_count") with { Min = 5 }), data);

        var between = result.Value.Verdicts[0];
        Assert.Equal(("check.between", "between(v)", 0.1, 0.2, Decision.Pass), (between.Clause, between.Subject, between.Observed, between.Bound, between.Decision));
        Assert.Equal(lab.Clock.Now, between.EvaluatedAtUtc);
        Assert.Contains(result.Value.Outputs["checks"].Digest, between.EvidenceDigests);
        Assert.Equal(("check.row_count", 10.0, 5.0), (result.Value.Verdicts[1].Clause, result.Value.Verdicts[1].Observed, result.Value.Verdicts[1].Bound));
    }
}
