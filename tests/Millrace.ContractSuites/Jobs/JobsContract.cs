using System.Text;
using System.Text.Json;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Jobs;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Resources;

namespace Millrace.ContractSuites.Jobs;

/// <summary>What every <see cref="IJobs"/> does. Its worker does <see cref="ContractJobs"/>.</summary>
public abstract class JobsContract
{
    protected abstract IJobs Jobs { get; }

    protected abstract IBlobStore Blobs { get; }

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected static JobSpec Spec(string kind, string key = "key", string specJson = "{}") =>
        new(kind, specJson, new Dictionary<string, Digest>(), new ResourceBudget(3, 1_000_000_000), 1, 1, null, key);

    [Fact]
    public async Task A_job_gets_its_spec_inputs_and_budget_and_its_answer_comes_back()
    {
        var text = await Blobs.PutAsync(new MemoryStream(Encoding.UTF8.GetBytes("input text")), Ct);
        var id = await Jobs.SubmitAsync(
            Spec(ContractJobs.Echo, specJson: """{"a":1}""") with
            {
                Inputs = new Dictionary<string, Digest> { ["text"] = text.Digest },
            },
            Ct);
        var status = await Jobs.WaitAsync(id, Ct);
        Assert.Equal(JobState.Succeeded, status.State);
        var answer = JsonSerializer.Deserialize<EchoAnswer>(status.ResultJson!)!;
        Assert.Equal(("""{"a":1}""", "input text", 3), (answer.Spec, answer.Text, answer.Threads));
        Assert.Equal("3", answer.OmpThreads);
        Assert.NotEqual(Environment.ProcessId, answer.Pid);
        Assert.True(await Blobs.ExistsAsync(Digest.Parse(answer.Stored), Ct));
    }

    [Fact]
    public async Task The_peak_memory_of_the_worker_is_told()
    {
        var status = await RunAsync(Spec(ContractJobs.Echo));
        Assert.InRange(status.PeakMemoryBytes, 5_000_000, 2_000_000_000);
    }

    [Fact]
    public async Task A_follower_gets_every_line_and_then_the_end()
    {
        var id = await Jobs.SubmitAsync(Spec(ContractJobs.Echo), Ct);
        Assert.Equal(["one", "two, with ümlaut", "three"], await FollowAsync(id, 0));
        Assert.Equal(["three"], await FollowAsync(id, 2));
    }

    [Fact]
    public async Task A_handlers_problem_arrives_whole()
    {
        var status = await RunAsync(Spec(ContractJobs.Fail));
        Assert.Equal(JobState.Failed, status.State);
        Assert.Equal(
            new Problem("contract.failed", ProblemKind.Invalid, "It was asked to fail.", "Ask for something else."),
            Assert.Single(status.Problems));
    }

    [Fact]
    public async Task A_handlers_exception_is_named_with_its_message()
    {
        var problem = Assert.Single((await RunAsync(Spec(ContractJobs.Crash))).Problems);
        Assert.Equal(("jobs.handler-crashed", ProblemKind.Bug), (problem.Code, problem.Kind));
        Assert.Contains("InvalidOperationException", problem.What, StringComparison.Ordinal);
        Assert.Contains("a bug in the handler", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kind_that_no_worker_does_is_named_with_the_closest_one()
    {
        var problem = Assert.Single((await RunAsync(Spec("contract.ecko"))).Problems);
        Assert.Equal("jobs.kind-unknown", problem.Code);
        Assert.Equal("Did you mean 'contract.echo'?", problem.Fix);
    }

    [Fact]
    public async Task A_killed_worker_is_a_failure_and_the_same_key_starts_again_in_the_same_scratch()
    {
        var first = await RunAsync(Spec(ContractJobs.DieOnce));
        Assert.Equal((JobState.Failed, "jobs.worker-died"), (first.State, first.Problems[0].Code));
        var second = await RunAsync(Spec(ContractJobs.DieOnce));
        Assert.Equal((first.Id, JobState.Succeeded), (second.Id, second.State));
        Assert.Equal("\"from the first attempt\"", second.ResultJson);
        Assert.True(second.FencingToken > first.FencingToken);
    }

    [Fact]
    public async Task The_same_key_gives_the_same_finished_job()
    {
        var first = await RunAsync(Spec(ContractJobs.Echo));
        var second = await RunAsync(Spec(ContractJobs.Echo));
        Assert.Equal((first.Id, first.FencingToken, first.ResultJson), (second.Id, second.FencingToken, second.ResultJson));
    }

    [Fact]
    public async Task The_same_key_gives_the_same_running_job()
    {
        var first = await Jobs.SubmitAsync(Spec(ContractJobs.Wait), Ct);
        await FirstLineAsync(first);
        Assert.Equal(first, await Jobs.SubmitAsync(Spec(ContractJobs.Wait), Ct));
        Assert.Equal(1, (await Jobs.StatusAsync(first, Ct))!.FencingToken);
        await Jobs.CancelAsync(first, Ct);
    }

    [Fact]
    public async Task A_finished_job_whose_blobs_are_gone_is_done_again()
    {
        var first = await RunAsync(Spec(ContractJobs.Echo));
        var stored = Digest.Parse(JsonSerializer.Deserialize<EchoAnswer>(first.ResultJson!)!.Stored);
        await Blobs.DeleteAsync(stored, Ct);
        var second = await RunAsync(Spec(ContractJobs.Echo));
        Assert.True(second.FencingToken > first.FencingToken);
        Assert.True(await Blobs.ExistsAsync(stored, Ct));
    }

    [Fact]
    public async Task Another_key_is_another_job()
    {
        var ids = await Task.WhenAll(Jobs.SubmitAsync(Spec(ContractJobs.Echo, "a"), Ct), Jobs.SubmitAsync(Spec(ContractJobs.Echo, "b"), Ct));
        Assert.NotEqual(ids[0], ids[1]);
        Assert.Equal(JobState.Succeeded, (await Jobs.WaitAsync(ids[0], Ct)).State);
        Assert.Equal(JobState.Succeeded, (await Jobs.WaitAsync(ids[1], Ct)).State);
    }

    [Fact]
    public async Task A_cancelled_job_ends_as_cancelled()
    {
        var id = await Jobs.SubmitAsync(Spec(ContractJobs.Wait), Ct);
        await FirstLineAsync(id);
        Assert.Equal(JobState.Running, (await Jobs.StatusAsync(id, Ct))!.State);
        await Jobs.CancelAsync(id, Ct);
        var status = (await Jobs.StatusAsync(id, Ct))!;
        Assert.Equal((JobState.Cancelled, "jobs.cancelled"), (status.State, status.Problems[0].Code));
        await Jobs.CancelAsync(id, Ct);
    }

    [Fact]
    public async Task A_job_that_does_not_listen_is_killed()
    {
        var id = await Jobs.SubmitAsync(Spec(ContractJobs.IgnoreStop), Ct);
        await FirstLineAsync(id);
        await Jobs.CancelAsync(id, Ct);
        Assert.Equal(JobState.Cancelled, (await Jobs.StatusAsync(id, Ct))!.State);
    }

    [Fact]
    public async Task Cancelling_the_wait_cancels_the_job()
    {
        var id = await Jobs.SubmitAsync(Spec(ContractJobs.Wait), Ct);
        using var cancel = new CancellationTokenSource();
        var wait = Jobs.WaitAsync(id, cancel.Token);
        await FirstLineAsync(id);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        Assert.Equal(JobState.Cancelled, (await Jobs.StatusAsync(id, Ct))!.State);
    }

    [Fact]
    public async Task A_job_over_its_time_limit_is_stopped_and_says_so()
    {
        var status = await RunAsync(Spec(ContractJobs.Wait) with { TimeLimit = TimeSpan.FromMilliseconds(1) });
        Assert.Equal((JobState.Failed, "jobs.time-limit"), (status.State, status.Problems[0].Code));
    }

    [Fact]
    public async Task An_unknown_id_is_not_found()
    {
        Assert.Null(await Jobs.StatusAsync("0123456789abcdef0123456789abcdef", Ct));
        Assert.Null(await Jobs.StatusAsync("../../etc", Ct));
        await Assert.ThrowsAsync<ProblemException>(() => Jobs.WaitAsync("no-such-job", Ct));
        await Jobs.CancelAsync("no-such-job", Ct);
    }

    protected async Task<JobStatus> RunAsync(JobSpec spec) => await Jobs.WaitAsync(await Jobs.SubmitAsync(spec, Ct), Ct);

    protected async Task<string> FirstLineAsync(string id)
    {
        await foreach (var line in Jobs.FollowAsync(id, 0, Ct))
        {
            return line;
        }

        throw new InvalidOperationException("The job ended without a line.");
    }

    private async Task<List<string>> FollowAsync(string id, int fromLine)
    {
        var lines = new List<string>();
        await foreach (var line in Jobs.FollowAsync(id, fromLine, Ct))
        {
            lines.Add(line);
        }

        return lines;
    }
}
