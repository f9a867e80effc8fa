using Millrace.Events.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Verdicts;
using Millrace.Pipelines.Contracts;
using static Millrace.Tests.Pipelines.PipelineFixture;

namespace Millrace.Tests.Pipelines.Runs;

public sealed class PipelineRunnerTests : IAsyncLifetime
{
    private static readonly Plan Diamond = Plan(
        Step("top", "test.source", 1),
        Step("left", "test.one", 10, ("a", "top")),
        Step("right", "test.one", 100, ("a", "top")),
        Step("bottom", "test.two", 1000, ("a", "left"), ("b", "right")));

    private readonly FakeStep source = new("test.source");
    private readonly FakeStep one = new("test.one", "a");
    private readonly FakeStep two = new("test.two", "a", "b");
    private PipelineFixture fixture = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_diamond_gives_each_step_what_its_sources_gave()
    {
        var outcome = await RunAsync(Diamond);
        Assert.Equal(PipelineStatus.Succeeded, outcome.Status);
        Assert.Equal(1112, await fixture.ValueAsync(outcome, "bottom"));
        Assert.All(outcome.Steps, step => Assert.Equal(StepStatus.Succeeded, step.Status));
        Assert.Equal([new("sum", "1")], outcome.Steps[0].Summary);
        Assert.True(outcome.PeakMemoryBytes > 0);
    }

    [Fact]
    public async Task A_second_run_does_nothing_again_and_gives_the_same()
    {
        var first = await RunAsync(Diamond);
        var second = await RunAsync(Diamond);
        Assert.All(second.Steps, step => Assert.Equal((StepStatus.Cached, true), (step.Status, step.IsFromCache)));
        Assert.Equal(first.OutputOf("bottom", "sum")!.Digest, second.OutputOf("bottom", "sum")!.Digest);
        Assert.Equal((1, 2, 1), (source.Runs, one.Runs, two.Runs));
    }

    [Fact]
    public async Task A_changed_parameter_redoes_the_step_and_what_hangs_on_it()
    {
        await RunAsync(Diamond);
        var changed = Diamond with { Steps = [Diamond.Steps[0], Step("left", "test.one", 11, ("a", "top")), .. Diamond.Steps.Skip(2)] };
        Assert.Equal("cached succeeded cached succeeded", Statuses(await RunAsync(changed)));
    }

    [Fact]
    public async Task A_change_that_changes_no_output_stops_there()
    {
        await RunAsync(Diamond);
        source.CodeVersion = 2;
        Assert.Equal("succeeded cached cached cached", Statuses(await RunAsync(Diamond)));
    }

    [Fact]
    public async Task A_changed_outside_file_redoes_the_step()
    {
        await RunAsync(Diamond);
        var changed = Diamond.Steps[1] with { ContentDigests = new Dictionary<string, Digest> { ["data.csv"] = Digest.Of("new content") } };
        Assert.Equal("cached succeeded cached cached", Statuses(await RunAsync(Diamond with { Steps = [Diamond.Steps[0], changed, .. Diamond.Steps.Skip(2)] })));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deleted_document_or_blob_is_made_again(bool isDocument)
    {
        var first = await RunAsync(Diamond);
        var left = first.OutputOf("left", "sum")!;
        await fixture.Home.Blobs.DeleteAsync(isDocument ? left.Digest : left.Blobs[0], Ct);
        var second = await RunAsync(Diamond);
        Assert.Equal("cached succeeded cached cached", Statuses(second));
        Assert.True(await fixture.Home.Blobs.ExistsAsync(left.Blobs[0], Ct));
    }

    [Fact]
    public async Task Another_workflow_has_results_of_its_own()
    {
        await RunAsync(Diamond);
        Assert.DoesNotContain("cached", Statuses(await RunAsync(Diamond with { Workflow = "other" })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Independent_branches_run_side_by_side()
    {
        using var both = new Barrier(2);
        one.Before = (_, ct) => Task.Run(() => (both.SignalAndWait(TimeSpan.FromSeconds(30), ct) ? (Outcome<StepResult>?)null : throw new TimeoutException()), ct);
        Assert.Equal(PipelineStatus.Succeeded, (await RunAsync(Diamond)).Status);
    }

    [Fact]
    public async Task No_more_steps_run_at_once_than_allowed()
    {
        var (now, most) = (0, 0);
        source.Before = async (_, _) =>
        {
            var mine = Interlocked.Increment(ref now);
            most = Math.Max(most, mine);
            await Task.Yield();
            Interlocked.Decrement(ref now);
            return null;
        };
        var plan = Plan([.. Enumerable.Range(0, 20).Select(i => Step($"s{i}", "test.source", i))]);
        await fixture.Runner([source], maxParallel: 1).RunAsync(plan, null, Ct);
        Assert.Equal((1, 20), (most, source.Runs));
    }

    [Fact]
    public async Task A_step_alone_has_all_the_memory_and_two_at_once_have_half_each()
    {
        var budgets = new Dictionary<string, (int, long)>();
        Task<Outcome<StepResult>?> Note(StepContext context, CancellationToken ct)
        {
            lock (budgets)
            {
                budgets[context.StepId] = (context.Budget.Threads, context.Budget.MemoryBytes);
            }

            return Task.FromResult<Outcome<StepResult>?>(null);
        }

        (source.Before, one.Before, two.Before) = (Note, Note, Note);
        await RunAsync(Diamond);
        var (whole, half) = ((4, 1_000_000_000L), (4, 500_000_000L));
        Assert.Equal((whole, half, half, whole), (budgets["top"], budgets["left"], budgets["right"], budgets["bottom"]));
    }

    [Fact]
    public async Task Equal_work_at_the_same_time_is_done_once()
    {
        var twins = Plan(Step("twin-a", "test.source", 5), Step("twin-b", "test.source", 5));
        var outcome = await RunAsync(twins);
        Assert.Equal(1, source.Runs);
        Assert.Equal(["cached", "succeeded"], Statuses(outcome).Split(' ').Order());
    }

    [Fact]
    public async Task A_failing_step_ends_the_plan_keeps_what_was_done_and_is_tried_again()
    {
        var problem = new Problem("test.broken", ProblemKind.Invalid, "It is broken.", "Mend it.");
        two.Before = (_, _) => Task.FromResult<Outcome<StepResult>?>(problem);
        var failed = await RunAsync(Diamond);
        Assert.Equal((PipelineStatus.Failed, problem), (failed.Status, failed.Problem));
        Assert.Equal("succeeded succeeded succeeded failed", Statuses(failed));
        two.Before = (_, _) => Task.FromResult<Outcome<StepResult>?>(null);
        Assert.Equal("cached cached cached succeeded", Statuses(await RunAsync(Diamond)));
    }

    [Fact]
    public async Task After_a_failure_nothing_new_starts()
    {
        source.Before = (_, _) => throw new ProblemException(new Problem("test.first", ProblemKind.NotFound, "No."));
        var failed = await RunAsync(Diamond);
        Assert.Equal("failed skipped skipped skipped", Statuses(failed));
        Assert.Equal("test.first", failed.Problem!.Code);
        Assert.Equal("test.first", (await fixture.History.ShowAsync(failed.PipelineRunId, Ct)).Value.Steps[0].Problems[0].Code);
    }

    [Fact]
    public async Task A_halt_ends_the_plan_with_its_outputs_and_verdicts_and_halts_again_from_the_cache()
    {
        one.Halt = new Problem("gate.not-passed", ProblemKind.GateNotPassed, "ROC AUC 0.7 is under 0.8.");
        one.Verdicts = [NotPassed];
        var plan = Plan(Step("top", "test.source"), Step("gate", "test.one", 1, ("a", "top")), Step("after", "test.one", 2, ("a", "gate")));
        var first = await RunAsync(plan);
        var second = await RunAsync(plan);
        Assert.All(
            new[] { first, second },
            outcome =>
            {
                Assert.Equal((PipelineStatus.Halted, "gate.not-passed"), (outcome.Status, outcome.Problem!.Code));
                Assert.Equal(StepStatus.Halted, outcome.Steps[1].Status);
                Assert.Equal(NotPassed.Reason, Assert.Single(outcome.Steps[1].Verdicts).Reason);
                Assert.Equal(StepStatus.Skipped, outcome.Steps[2].Status);
                Assert.NotNull(outcome.OutputOf("gate", "sum"));
            });
        Assert.Equal((false, true, 1), (first.Steps[1].IsFromCache, second.Steps[1].IsFromCache, one.Runs));
        Assert.Equal(Decision.Fail, Assert.Single((await fixture.History.ShowAsync(second.PipelineRunId, Ct)).Value.Steps[1].Verdicts).Decision);
    }

    [Fact]
    public async Task A_cancelled_run_says_so_and_goes_on_later()
    {
        using var cancel = new CancellationTokenSource();
        one.Before = async (_, ct) =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, ct);
            return null;
        };
        var cancelled = (await fixture.Runner([source, one, two], 1).RunAsync(Diamond, null, cancel.Token)).Value;
        Assert.Equal((PipelineStatus.Cancelled, "pipeline.cancelled"), (cancelled.Status, cancelled.Problem!.Code));
        Assert.Equal("succeeded cancelled skipped skipped", Statuses(cancelled));
        Assert.Equal(PipelineStatus.Cancelled, (await fixture.History.LatestAsync("flow", Ct))!.Status);
        one.Before = (_, _) => Task.FromResult<Outcome<StepResult>?>(null);
        Assert.Equal("cached succeeded succeeded succeeded", Statuses(await RunAsync(Diamond)));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task An_exception_in_a_step_becomes_a_problem_of_its_own(Exception failure, string code, ProblemKind kind)
    {
        source.Before = (_, _) => throw failure;
        var problem = (await RunAsync(Diamond)).Problem!;
        Assert.Equal((code, kind), (problem.Code, problem.Kind));
    }

    public static TheoryData<Exception, string, ProblemKind> Failures => new()
    {
        { new InvalidOperationException("oops"), "pipeline.step-crashed", ProblemKind.Bug },
        { new OperationCanceledException("a time limit of its own"), "pipeline.step-crashed", ProblemKind.Bug },
        { new AggregateException(new InvalidOperationException("inside")), "pipeline.step-crashed", ProblemKind.Bug },
        { new BlobNotFoundException(Digest.Of("gone")), "pipeline.blob-missing", ProblemKind.Unavailable },
        { new IOException("No space left on device", 28), "machine.disk-full", ProblemKind.Unavailable },
        { new FileNotFoundException("no such file"), "pipeline.io-failed", ProblemKind.Unavailable },
        { new OutOfMemoryException(), "machine.out-of-memory", ProblemKind.Unavailable },
    };

    [Fact]
    public async Task A_crash_names_the_step_the_exception_and_its_message()
    {
        source.Before = (_, _) => throw new FormatException("not a number: x");
        Assert.Equal(
            "Step 'top' of kind 'test.source' threw FormatException: not a number: x", (await RunAsync(Diamond)).Problem!.What);
    }

    [Fact]
    public async Task A_step_that_gives_other_outputs_than_it_declared_is_wrong()
    {
        source.Before = (_, _) => Task.FromResult<Outcome<StepResult>?>(
            new StepResult(new Dictionary<string, ArtifactRef> { ["summ"] = new("number", Digest.Of("x"), []) }, [], []));
        Assert.Equal("pipeline.step-outputs-wrong", (await RunAsync(Diamond)).Problem!.Code);
    }

    [Fact]
    public async Task A_wrong_plan_begins_nothing()
    {
        var outcome = await fixture.Runner([source]).RunAsync(Diamond, null, Ct);
        Assert.Equal(3, outcome.Problems.Count);
        Assert.Empty(await fixture.History.ListAsync(null, 10, Ct));
    }

    [Fact]
    public async Task Scratch_is_empty_at_first_and_gone_afterwards()
    {
        var left = "";
        source.Before = async (context, ct) =>
        {
            Assert.Empty(Directory.EnumerateFileSystemEntries(context.Scratch));
            left = context.Scratch;
            await File.WriteAllTextAsync(Path.Combine(context.Scratch, "big.tmp"), "x", ct);
            return null;
        };
        await RunAsync(Diamond);
        Assert.False(Directory.Exists(left));
        Assert.Empty(Directory.EnumerateFileSystemEntries(fixture.Home.Layout.Scratch));
    }

    [Fact]
    public async Task The_idempotency_key_is_the_same_for_every_attempt()
    {
        var keys = new List<Digest>();
        source.Before = (context, _) =>
        {
            keys.Add(context.IdempotencyKey);
            throw new InvalidOperationException();
        };
        await RunAsync(Diamond);
        await RunAsync(Diamond);
        Assert.Single(keys.Distinct());
        Assert.Equal(2, keys.Count);
    }

    [Fact]
    public async Task The_start_and_the_end_are_told_as_events_of_one_correlation()
    {
        var outcome = await RunAsync(Diamond);
        var told = (await fixture.Events.ListAsync(new EventQuery(CorrelationId: outcome.PipelineRunId.ToString()), Ct)).Value;
        Assert.Equal([PipelineEventTypes.Started, PipelineEventTypes.Ended], told.Select(e => e.Type));
        Assert.Equal("succeeded", (string?)told[1].Data["status"]);
    }

    [Fact]
    public async Task An_observer_hears_of_work_and_of_what_was_found_done()
    {
        one.Before = (context, _) =>
        {
            context.Progress(0.5, "half");
            return Task.FromResult<Outcome<StepResult>?>(null);
        };
        var plan = Plan(Step("top", "test.source"), Step("next", "test.one", 1, ("a", "top")));
        var first = new Listener();
        await fixture.Runner([source, one]).RunAsync(plan, first, Ct);
        Assert.Equal(["begin flow", "start top", "end top succeeded", "start next", "next 0.5 half", "end next succeeded"], first.Heard);
        var second = new Listener();
        await fixture.Runner([source, one]).RunAsync(plan, second, Ct);
        Assert.Equal(["begin flow", "end top cached", "end next cached"], second.Heard);
    }

    public async ValueTask InitializeAsync() => fixture = await CreateAsync();

    public ValueTask DisposeAsync()
    {
        fixture.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Verdict NotPassed { get; } = new(
        "gate.threshold", "model", "test.roc_auc", null, 0.7, null, 0.8, null, Decision.Fail, "0.7 is under 0.8", [Digest.Of("evidence")],
        DateTimeOffset.UnixEpoch);

    private static string Statuses(PipelineOutcome outcome) => string.Join(' ', outcome.Steps.Select(step => step.Status.ToString().ToLowerInvariant()));

    private Task<PipelineOutcome> RunAsync(Plan plan) => fixture.RunAsync(plan, source, one, two);

    private sealed class Listener : IPipelineObserver
    {
        public List<string> Heard { get; } = [];

        public void PipelineStarted(PipelineRunId id, Plan plan) => Heard.Add($"begin {plan.Workflow}");

        public void StepStarted(string stepId, string kind) => Heard.Add($"start {stepId}");

        public void StepProgress(string stepId, double? share, string words) => Heard.Add($"{stepId} {share} {words}");

        public void StepEnded(StepOutcome step) => Heard.Add($"end {step.Id} {step.Status.ToString().ToLowerInvariant()}");
    }
}
