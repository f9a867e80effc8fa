using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Pipelines.Contracts;
using static Millrace.Tests.Pipelines.PipelineFixture;

namespace Millrace.Tests.Pipelines.History;

public sealed class TableHistoryTests : IAsyncLifetime
{
    private readonly FakeStep source = new("test.source");
    private readonly FakeStep one = new("test.one", "a");
    private PipelineFixture fixture = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_shown_is_what_the_run_returned()
    {
        var ran = await fixture.RunAsync(TwoSteps(1), source, one);
        var shown = (await fixture.History.ShowAsync(ran.PipelineRunId, Ct)).Value;
        Assert.Equal((ran.Workflow, ran.Project, ran.Status, ran.ElapsedMs), (shown.Workflow, shown.Project, shown.Status, shown.ElapsedMs));
        foreach (var (mine, theirs) in ran.Steps.Zip(shown.Steps))
        {
            Assert.Equal((mine.Id, mine.Kind, mine.Status, mine.CacheKey, mine.PeakMemoryBytes), (theirs.Id, theirs.Kind, theirs.Status, theirs.CacheKey, theirs.PeakMemoryBytes));
            Assert.Equal(mine.Summary, theirs.Summary);
            Assert.Equal(mine.Outputs["sum"].Digest, theirs.Outputs["sum"].Digest);
        }
    }

    [Fact]
    public async Task The_list_is_newest_first_and_can_be_of_one_workflow()
    {
        var first = await fixture.RunAsync(TwoSteps(1), source, one);
        var other = await fixture.RunAsync(TwoSteps(1) with { Workflow = "other" }, source, one);
        var last = await fixture.RunAsync(TwoSteps(2), source, one);
        Assert.Equal(
            [last.PipelineRunId, other.PipelineRunId, first.PipelineRunId],
            (await fixture.History.ListAsync(null, 10, Ct)).Select(run => run.PipelineRunId));
        Assert.Equal([last.PipelineRunId], (await fixture.History.ListAsync("flow", 1, Ct)).Select(run => run.PipelineRunId));
        Assert.Equal(other.PipelineRunId, (await fixture.History.LatestAsync("other", Ct))!.PipelineRunId);
        Assert.Null(await fixture.History.LatestAsync("never-run", Ct));
    }

    [Fact]
    public async Task The_latest_output_is_that_of_the_newest_run_whose_step_gave_it()
    {
        await fixture.RunAsync(TwoSteps(1), source, one);
        var newer = await fixture.RunAsync(TwoSteps(2), source, one);
        one.Before = (_, _) => Task.FromResult<Outcome<StepResult>?>(new Problem("test.no", ProblemKind.Invalid, "No."));
        var failed = await fixture.RunAsync(TwoSteps(3), source, one);
        Assert.Equal(newer.OutputOf("next", "sum")!.Digest, (await fixture.History.LatestOutputAsync("flow", "test.one", "sum", Ct))!.Digest);
        Assert.Equal(failed.OutputOf("top", "sum")!.Digest, (await fixture.History.LatestOutputAsync("flow", "test.source", "sum", Ct))!.Digest);
        Assert.Null(await fixture.History.LatestOutputAsync("flow", "test.one", "other", Ct));
    }

    [Fact]
    public async Task The_plan_of_a_run_can_be_run_again()
    {
        var ran = await fixture.RunAsync(TwoSteps(1), source, one);
        var plan = (await fixture.History.PlanAsync(ran.PipelineRunId, Ct)).Value;
        Assert.All((await fixture.RunAsync(plan, source, one)).Steps, step => Assert.Equal(StepStatus.Cached, step.Status));
    }

    [Fact]
    public async Task An_unknown_run_is_not_found()
    {
        var problem = (await fixture.History.ShowAsync(PipelineRunId.New(TimeProvider.System), Ct)).Problem!;
        Assert.Equal(("pipeline.run-not-found", ProblemKind.NotFound), (problem.Code, problem.Kind));
    }

    public async ValueTask InitializeAsync() => fixture = await CreateAsync();

    public ValueTask DisposeAsync()
    {
        fixture.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Plan TwoSteps(long add) => Plan(Step("top", "test.source", add), Step("next", "test.one", 1, ("a", "top")));
}
