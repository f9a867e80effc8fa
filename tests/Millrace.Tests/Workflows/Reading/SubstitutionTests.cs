namespace Millrace.Tests.Workflows.Reading;

public sealed class SubstitutionTests
{
    private const string Owner = "operations-analytics@example.com";

    [Theory]
    [InlineData("${TEAM}", "flights")]
    [InlineData("${TEAM:-nobody}", "flights")]
    [InlineData("${UNSET:-nobody}", "nobody")]
    [InlineData("${EMPTY:-nobody}", "nobody")]
    [InlineData("the ${TEAM} team, ${UNSET:-here}", "the flights team, here")]
    [InlineData("\"${TEAM}\"", "flights")]
    [InlineData("$${TEAM}", "${TEAM}")]
    [InlineData("5 $ a day", "5 $ a day")]
    public void Variables_are_filled_in(string written, string expected)
    {
        var read = Sample.Read(Sample.With(Owner, written), ("TEAM", "flights"), ("EMPTY", ""));

        Assert.Empty(read.Problems.Found);
        Assert.Equal(expected, read.File!.Workflow.Owner);
    }

    [Fact]
    public void A_number_may_come_from_a_variable()
    {
        var read = Sample.Read(Sample.With("success_threshold: 0.80", "success_threshold: \"${GOAL}\""), ("GOAL", "0.75"));

        Assert.Empty(read.Problems.Found);
        Assert.Equal(0.75, read.File!.Problem.SuccessThreshold);
    }

    [Fact]
    public void A_variable_that_is_not_set_is_named_with_its_place()
    {
        var (text, line, column) = Sample.Unmark(Sample.With(Owner, "¦${TAEM}"));

        var problem = Assert.Single(Sample.Read(text, ("TEAM", "flights")).Problems.Found);

        Assert.Equal("workflow.variable-unset", problem.Code);
        Assert.Contains("'TAEM'", problem.What, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'TEAM'?", problem.Fix, StringComparison.Ordinal);
        Assert.Equal((line, column), (problem.At!.Line, problem.At.Column));
    }

    [Theory]
    [InlineData("${NOT CLOSED")]
    [InlineData("${1NAME}")]
    [InlineData("${}")]
    [InlineData("${NAME-x}")]
    public void A_malformed_variable_is_refused(string written)
    {
        var problem = Assert.Single(Sample.Read(Sample.With(Owner, $"'{written}'")).Problems.Found);

        Assert.Equal("workflow.variable-malformed", problem.Code);
    }

    [Fact]
    public void The_environment_wins_over_the_env_file_and_that_over_the_default()
    {
        using var workflow = new TempWorkflow(Sample.With(Owner, "${A:-default} ${B:-default} ${C:-default}"));
        workflow.Write(".env", "# who\nexport A = file\nB='file'\n");

        var loaded = workflow.Check(("A", "environment")).Workflow!;

        Assert.Equal("environment file default", loaded.File.Workflow.Owner);
    }

    [Fact]
    public void A_broken_line_of_the_env_file_is_named_but_not_shown()
    {
        using var workflow = new TempWorkflow(Sample.Text);
        var path = workflow.Write(".env", "A=1\nsesame open\n");

        var problem = Assert.Single(workflow.Check().Problems);

        Assert.Equal((path, 2), (problem.At!.File, problem.At.Line));
        Assert.DoesNotContain("sesame", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MY_SECRET")]
    [InlineData("GITHUB_TOKEN")]
    [InlineData("DbPassword")]
    [InlineData("API_KEY")]
    public void A_secret_is_never_printed(string name)
    {
        var text = Sample.With("success_threshold: 0.80", $"success_threshold: ${{{name}}}")
            .Replace("engine: xgboost", $"engine: ${{{name}}}", StringComparison.Ordinal)
            .Replace("p50: 5ms", $"p50: \"${{{name}}}\"", StringComparison.Ordinal)
            .Replace("entity: network", $"entity: ${{{name}}}", StringComparison.Ordinal);

        var problems = Sample.Read(text, (name, "open-sesame")).Problems.Found;

        Assert.Equal(4, problems.Count);
        Assert.All(problems, problem => Assert.DoesNotContain("sesame", problem.ToString(), StringComparison.Ordinal));
        Assert.All(problems, problem => Assert.Contains("***", problem.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_value_that_is_no_secret_is_printed()
    {
        var problem = Assert.Single(Sample.Read(Sample.With("engine: xgboost", "engine: ${ENGINE}"), ("ENGINE", "lightgbm")).Problems.Found);

        Assert.Contains("lightgbm", problem.What, StringComparison.Ordinal);
        Assert.Equal("xgboost", Sample.Read(Sample.Text).File!.Training.Engine);
    }
}
