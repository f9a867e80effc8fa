using System.Globalization;
using Millrace.ContractSuites;
using Millrace.ContractSuites.Jobs;
using Millrace.Embedded.Homes;
using Millrace.Embedded.Jobs;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Jobs;
using Millrace.Kernel.Problems;

namespace Millrace.Tests.Embedded.Jobs;

[Covers(typeof(LocalJobs))]
public sealed class LocalJobsTests : JobsContract, IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly MillraceHome home;
    private LocalJobs jobs;

    public LocalJobsTests()
    {
        home = MillraceHome.Open(folder.Path, TimeProvider.System).Value;
        jobs = Start(new WorkerCommand(Victim.Dotnet, [Victim.Assembly, "worker", "--job"]));
    }

    protected override IJobs Jobs => jobs;

    protected override IBlobStore Blobs => home.Blobs;

    [Fact]
    public async Task More_than_one_process_is_refused()
    {
        var refused = await Assert.ThrowsAsync<ProblemException>(() => jobs.SubmitAsync(Spec(ContractJobs.Echo) with { Ranks = 2 }, Ct));
        Assert.Equal("jobs.one-process-only", refused.Problems[0].Code);
    }

    [Fact]
    public async Task A_worker_that_does_not_start_is_a_problem()
    {
        await using var broken = Start(new WorkerCommand("/no/such/millrace", []));
        var status = await broken.WaitAsync(await broken.SubmitAsync(Spec(ContractJobs.Echo), Ct), Ct);
        Assert.Equal((JobState.Failed, "jobs.cannot-start"), (status.State, status.Problems[0].Code));
    }

    [Fact]
    public async Task The_last_words_of_a_worker_that_died_are_told()
    {
        await using var dying = Start(new WorkerCommand("/bin/sh", ["-c", "echo out of luck >&2; exit 4"]));
        var status = await dying.WaitAsync(await dying.SubmitAsync(Spec(ContractJobs.Echo), Ct), Ct);
        Assert.Contains("exit code 4", status.Problems[0].What, StringComparison.Ordinal);
        Assert.Contains("out of luck", status.Problems[0].What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_of_an_older_attempt_is_ignored()
    {
        var first = await RunAsync(Spec(ContractJobs.Fail));
        var stale = Path.Combine(home.Layout.Jobs, first.Id, "1", "result.json");
        var second = await RunAsync(Spec(ContractJobs.Fail));
        File.Copy(stale, Path.Combine(home.Layout.Jobs, first.Id, "2", "result.json"), overwrite: true);
        Assert.Equal("jobs.worker-died", (await Restarted().StatusAsync(second.Id, Ct))!.Problems[0].Code);
    }

    [Fact]
    public async Task A_later_owner_still_knows_the_result()
    {
        var done = await RunAsync(Spec(ContractJobs.Echo));
        var later = Restarted();
        Assert.Equal(done.ResultJson, (await later.StatusAsync(done.Id, Ct))!.ResultJson);
        Assert.Equal(done.ResultJson, (await later.WaitAsync(await later.SubmitAsync(Spec(ContractJobs.Echo), Ct), Ct)).ResultJson);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_worker_dies_with_its_killed_owner()
    {
        using var owner = new Victim("run-job", folder.File("other-home"));
        var worker = int.Parse(await owner.HearAsync(), CultureInfo.InvariantCulture);
        Assert.True(IsAlive(worker));
        await owner.KillAsync();
        while (IsAlive(worker))
        {
            await Task.Yield();
            Ct.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task The_scratch_of_a_succeeded_job_is_removed()
    {
        var done = await RunAsync(Spec(ContractJobs.Echo));
        Assert.False(Directory.Exists(Path.Combine(home.Layout.Jobs, done.Id, "scratch")));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await jobs.DisposeAsync();
        home.Dispose();
        folder.Dispose();
    }

    // A process that is dead but not yet collected by its new parent still has a folder, with the state Z.
    private static bool IsAlive(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/stat").Split(") ")[^1][0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    private LocalJobs Start(WorkerCommand command) => new(
        home.Layout, home.Blobs, command, new LocalJobOptions { StopGrace = TimeSpan.FromMilliseconds(300) }, TimeProvider.System);

    private LocalJobs Restarted() => jobs = Start(new WorkerCommand("/no/such/millrace", []));
}
