using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Pipelines.Contracts;
using Millrace.Pipelines.Plans;
using static Millrace.Tests.Pipelines.PipelineFixture;

namespace Millrace.Tests.Pipelines.Plans;

public sealed class PlanCheckTests
{
    private static readonly FakeStep Source = new("test.source");
    private static readonly FakeStep Sum = new("test.sum", "a");
    private static readonly FakeStep Many = new("test.many", "extra:*");
    private static readonly FakeStep Other = new("test.other") { Outputs = new Dictionary<string, string> { ["sum"] = "text" } };

    [Fact]
    public void A_good_plan_has_no_problem_whatever_the_order_of_its_steps() => Assert.Empty(Check(
        Step("b", "test.sum", 1, ("a", "a")), Step("a", "test.source")));

    [Fact]
    public void A_misspelled_kind_is_told_with_the_one_that_was_meant()
    {
        var problem = Assert.Single(Check(Step("a", "test.sorce")));
        Assert.Equal(("pipeline.kind-unknown", "Did you mean 'test.source'?"), (problem.Code, problem.Fix));
    }

    [Fact]
    public void A_missing_input_is_told() => Assert.Equal("pipeline.input-missing", Assert.Single(Check(Step("a", "test.sum"))).Code);

    [Fact]
    public void An_input_that_the_step_does_not_take_is_told() => Assert.Equal(
        "pipeline.input-unknown", Assert.Single(Check(Step("a", "test.source"), Step("b", "test.source", 1, ("x", "a")))).Code);

    [Fact]
    public void An_input_from_a_step_that_is_not_there_is_told() => Assert.Equal(
        "pipeline.source-unknown", Assert.Single(Check(Step("b", "test.sum", 1, ("a", "nowhere")))).Code);

    [Fact]
    public void An_output_that_the_source_does_not_give_is_told()
    {
        var wrong = Step("b", "test.sum") with { Inputs = new Dictionary<string, OutputOf> { ["a"] = new("a", "summ") } };
        var problem = Assert.Single(Check(Step("a", "test.source"), wrong));
        Assert.Equal(("pipeline.output-unknown", "Did you mean 'sum'?"), (problem.Code, problem.Fix));
    }

    [Fact]
    public void An_artifact_of_the_wrong_type_is_told_with_both_types()
    {
        var problem = Assert.Single(Check(Step("a", "test.other"), Step("b", "test.sum", 1, ("a", "a"))));
        Assert.Equal("pipeline.type-mismatch", problem.Code);
        Assert.Contains("'number'", problem.What, StringComparison.Ordinal);
        Assert.Contains("'text'", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_with_a_star_takes_any_number_of_its_prefix_and_nothing_else()
    {
        Assert.Empty(Check(Step("m", "test.many")));
        Assert.Empty(Check(
            Step("a", "test.source"), Step("b", "test.source"), Step("m", "test.many", 1, ("extra:one", "a"), ("extra:two", "b"))));
        Assert.Equal("pipeline.input-unknown", Assert.Single(Check(Step("a", "test.source"), Step("m", "test.many", 1, ("extra:", "a")))).Code);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("")]
    [InlineData("1st")]
    public void An_id_that_could_not_name_a_folder_is_refused(string id) =>
        Assert.Equal("pipeline.step-id-invalid", Assert.Single(Check(Step(id, "test.source"))).Code);

    [Fact]
    public void Steps_that_wait_for_each_other_are_named_and_bystanders_are_not()
    {
        var problem = Assert.Single(Check(
            Step("start", "test.source"),
            Step("one", "test.sum", 1, ("a", "three")),
            Step("two", "test.sum", 1, ("a", "one")),
            Step("three", "test.sum", 1, ("a", "two")),
            Step("after", "test.sum", 1, ("a", "three"))));
        Assert.Equal("pipeline.cycle", problem.Code);
        Assert.Contains("one → two → three → one", Rotations(problem.What), StringComparison.Ordinal);
        Assert.DoesNotContain("start", problem.What, StringComparison.Ordinal);
        Assert.DoesNotContain("after", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once() => Assert.Equal(
        ["pipeline.step-id-twice", "pipeline.kind-unknown", "pipeline.input-missing", "pipeline.source-unknown", "pipeline.cycle"],
        Check(
            Step("a", "test.source"), Step("a", "test.source"), Step("b", "test.nothing-like-it"), Step("c", "test.sum"),
            Step("d", "test.sum", 1, ("a", "nowhere")), Step("e", "test.sum", 1, ("a", "e"))).Select(problem => problem.Code));

    private static IReadOnlyList<Problem> Check(params PlanStep[] steps) =>
        PlanCheck.Run(Plan(steps), new StepCatalog([Source, Sum, Many, Other])).Problems;

    // A cycle may be told from any of its steps on.
    private static string Rotations(string what)
    {
        var names = what[(what.IndexOf(':', StringComparison.Ordinal) + 2)..].TrimEnd('.').Split(" → ")[..^1];
        return string.Join(" → ", names.Concat(names).Concat(names));
    }
}
