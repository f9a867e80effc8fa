namespace Millrace.Tests.Workflows.Compile;

/// <summary>What is wrong only when the data is looked at.</summary>
public sealed class BrokenBindingTests
{
    public static TheoryData<string, string, string, string> Broken => new()
    {
        { "    delay: {", "    ¦tail: { type: varchar, description: Registration. }\n    delay: {", "data.column-missing", "no column 'tail'" },
        { "distance: { type: bigint", "distance: { type: ¦double", "data.column-type", "Declare it as bigint" },
        { "{ source: airport_zones, key: iata, on", "{ source: airport_zones, key: ¦iatta, on", "data.column-missing", "Did you mean 'iata'?" },
        { "columns: { zone: origin_zone }", "columns: { ¦zon: origin_zone }", "data.column-missing", "Did you mean 'zone'?" },
        { "expression: \"delay > 15\"", "expression: ¦\"dely > 15\"", "data.expression-invalid", "There is no column 'dely'" },
        { "expression: \"delay > 15\"", "expression: ¦\"delay > \"", "data.expression-invalid", "end of input" },
        { "expression: \"delay > 15\"", "expression: ¦\"(select 1) > 15\"", "data.expression-invalid", "ubquer" },
        { "expression: \"origin <> destination\"", "expression: ¦\"distance + 1\"", "data.check-value", "not a boolean" },
        { "key: iata }\n", "key: ¦iatta }\n", "data.column-missing", "Did you mean 'iata'?" },
        { "expression: \"hour(date)\"", "expression: ¦\"hour(dat)\"", "features.unknown-name", "Did you mean 'date'?" },
        { "expression: \"hour(date)\"", "expression: ¦\"delay\"", "workflow.future-leak", "'delay', which is known only at landed_at" },
        { "expression: \"hour(date)\"", "expression: ¦\"late::integer\"", "workflow.future-leak", "'late', which is known only at landed_at" },
        { "expression: \"hour(date)\"", "expression: ¦\"hour(landed_at)\"", "workflow.future-leak", "'landed_at'" },
        { "expression: \"hour(date)\"", "expression: ¦\"hour(now())\"", "features.expression-not-repeatable", "now()" },
        { "expression: \"hour(date)\"", "expression: ¦\"avg(distance)\"", "features.expression-invalid", "aggregate" },
        { "expression: \"hour(date)\"", "expression: ¦\"read_text('/etc/passwd')\"", "features.expression-invalid", "read_text" },
        { "expression: \"hour(date)\"", "expression: ¦\"date\"", "features.expression-type", "timestamp" },
        { "expression: \"coalesce(route_late_share_120d, 0.2)\"", "expression: ¦\"coalesce(route_late_share_90d, 0.2)\"", "features.unknown-name", "Did you mean 'route_late_share_" },
        { "    hour: { type: integer, expression: \"hour(date)\"", "    hour: { type: integer, expression: ¦\"length(md5(origin))\"", "features.expression-not-online", "cannot be computed at serving" },
        { "distance: { type: bigint, unit: miles,", "distance: { type: bigint, known: created_time, unit: miles,", "workflow.future-leak", "'distance', which is known only" },
        { "path: airport_zones.csv", "path: ¦nowhere.csv", "data.source-missing", "nowhere.csv" },
        { "format: csv\n", "format: parquet\n", "data.source-unreadable", "cannot be read as parquet" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_does_not_fit_the_data_is_found_before_anything_runs(string find, string replace, string code, string hint)
    {
        var changed = Sample.With(find, replace);
        var (text, line, column) = changed.Contains(Sample.Mark) ? Sample.Unmark(changed) : (changed, 0, 0);
        using var workflow = new TempWorkflow(text);

        var check = workflow.Check();

        Assert.Null(check.Workflow);
        Assert.True(check.Problems.Count == 1, string.Join("\n", check.Problems));
        var problem = check.Problems[0];
        Assert.Equal(code, problem.Code);
        Assert.Contains(hint, $"{problem.What} {problem.Fix}", StringComparison.Ordinal);
        if (line > 0)
        {
            Assert.Equal((line, column), (problem.At!.Line, problem.At.Column));
        }
    }

    [Fact]
    public void Problems_of_the_file_and_of_the_data_come_together()
    {
        var text = Sample.With("  owner:", "  ownr:").Replace("delay > 15", "dely > 15", StringComparison.Ordinal)
            .Replace("p99: 20ms }\n  throughput", "p99: 20 }\n  throughput", StringComparison.Ordinal);
        using var workflow = new TempWorkflow(text);

        var codes = workflow.Check().Problems.Select(problem => problem.Code);

        Assert.Equal(["workflow.unknown-key", "data.expression-invalid", "workflow.bad-unit"], codes);
    }

    [Fact]
    public void A_truncated_file_is_named_with_its_place()
    {
        using var workflow = new TempWorkflow(Sample.Text);
        var broken = workflow.Write("flights.parquet", "PAR1 and then nothing");

        var problem = Assert.Single(workflow.Check(("FLIGHTS_PARQUET", broken)).Problems);

        Assert.Equal("data.source-unreadable", problem.Code);
        var (_, line, column) = Sample.Unmark(Sample.With("path: ${FLIGHTS", "path: ¦${FLIGHTS"));
        Assert.Equal((line, column), (problem.At!.Line, problem.At.Column));
    }
}
