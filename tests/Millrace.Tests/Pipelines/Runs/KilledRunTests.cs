using System.Globalization;
using Millrace.ContractSuites;
using Millrace.ContractSuites.Tables;
using Millrace.Embedded.Homes;
using Millrace.Kernel.Identity;
using Millrace.Pipelines;
using Millrace.Pipelines.Contracts;
using Millrace.Tests.Embedded;

namespace Millrace.Tests.Pipelines.Runs;

public sealed class KilledRunTests : IDisposable
{
    private const int StepCount = 4;
    private readonly TempFolder folder = new();

    [Fact]
    public async Task A_run_killed_in_every_step_in_turn_ends_like_one_that_was_never_killed()
    {
        for (var killedIn = 0; killedIn < StepCount; killedIn++)
        {
            Assert.Equal(137, await RunAsync(killedIn));
        }

        Assert.Equal(0, await RunAsync(-1));
        using var home = MillraceHome.Open(folder.Path, TimeProvider.System).Value;

        // Each step began once for the kill and once to finish; each effect is there once.
        var effects = await home.Tables.QueryAsync("SELECT step, attempts FROM effects ORDER BY step");
        Assert.Equal([["s0", 2L], ["s1", 2L], ["s2", 2L], ["s3", 2L]], effects);
        var history = PipelinesSetup.CreateHistory(home.Tables, new FixedTenant(TenantId.Default));
        var runs = await history.ListAsync("killed", 10, TestContext.Current.CancellationToken);
        Assert.Equal(
            [PipelineStatus.Succeeded, .. Enumerable.Repeat(PipelineStatus.Interrupted, StepCount)], runs.Select(run => run.Status));
        var third = (await history.ShowAsync(runs[^3].PipelineRunId, TestContext.Current.CancellationToken)).Value;
        Assert.Equal(
            [StepStatus.Cached, StepStatus.Succeeded, StepStatus.Interrupted, StepStatus.Skipped], third.Steps.Select(step => step.Status));
    }

    public void Dispose() => folder.Dispose();

    private async Task<int> RunAsync(int killedIn)
    {
        using var victim = new Victim("run-plan", folder.Path, killedIn.ToString(CultureInfo.InvariantCulture));
        return await victim.EndAsync();
    }
}
