using System.Text.Json;
using Millrace.Embedded.Tables;
using Millrace.Events;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Jobs;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Tracking;
using Millrace.Tracking.Contracts;
using Millrace.Training;
using Millrace.Training.Boosting;
using Millrace.Training.Contracts;
using Millrace.Training.Runs;

namespace Millrace.Tests.Training.Reproduction;

public sealed class ReproduceRunTests : IAsyncLifetime
{
    private readonly TrainingLab lab = new();
    private readonly FixedTenant tenant = new(TenantId.Default);
    private SqliteTables tables = null!;
    private ITracking tracking = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        tables = SqliteTables.Open(lab.Database, TimeProvider.System).Value;
        foreach (var schema in new[] { EventsSetup.Schema, TrackingSetup.Schema, TrainingSetup.Schema })
        {
            await tables.MigrateAsync(schema.Module, schema.Migrations, Ct);
        }

        tracking = TrackingSetup.Create(tables, tenant, TimeProvider.System);
    }

    public ValueTask DisposeAsync()
    {
        tables.Dispose();
        lab.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_run_that_is_trained_again_is_identical()
    {
        var model = await TrainedAsync();
        var jobs = new InProcessJobs(new TrainingJob(), lab);
        var report = (await ReproduceAsync(model.RunId, jobs)).Value;

        Assert.True(report.IsIdentical);
        Assert.Equal(["booster", "model.onnx", "preprocessing.onnx", "baseline logistic"], report.Files.Select(file => file.Name));
        Assert.Contains(report.Metrics, metric => metric.Name == "validation.roc_auc");
        Assert.Empty(report.Environment);
        Assert.Equal(model.Threads, jobs.Submitted!.Resources.Threads);
    }

    [Fact]
    public async Task A_training_that_comes_out_differently_is_told_with_what_differs()
    {
        var model = await TrainedAsync();
        var report = (await ReproduceAsync(model.RunId, new InProcessJobs(new OtherSeed(), lab))).Value;

        Assert.False(report.IsIdentical);
        Assert.False(report.Files.Single(file => file.Name == "booster").IsSame);
        Assert.True(report.Files.Single(file => file.Name == "preprocessing.onnx").IsSame);
        Assert.False(report.Metrics.Single(metric => metric.Name == "validation.log_loss").IsSame);
    }

    [Fact]
    public async Task A_run_that_is_no_candidate_cannot_be_reproduced()
    {
        var model = await TrainedAsync();
        var outcome = await ReproduceAsync(RunIds.Baseline(model.RunId, "prior"), new InProcessJobs(new TrainingJob(), lab));

        Assert.Equal("training.run-not-reproducible", outcome.Problem!.Code);
    }

    [Fact]
    public async Task A_run_whose_rows_are_gone_says_so()
    {
        var model = await TrainedAsync();
        var set = await Millrace.Kernel.Blobs.BlobDocuments.GetJsonAsync<Millrace.Features.Contracts.TrainingSet>(lab.Blobs, model.TrainingSet, Ct);
        await lab.Blobs.DeleteAsync(set.File.Digest, Ct);
        var outcome = await ReproduceAsync(model.RunId, new InProcessJobs(new TrainingJob(), lab));

        Assert.Equal("training.reproduction-input-missing", outcome.Problem!.Code);
    }

    private Task<Outcome<ReproductionReport>> ReproduceAsync(RunId run, IJobs jobs) =>
        TrainingSetup.Reproduction(jobs, tracking, lab.Blobs, lab.Budget, TimeProvider.System).ReproduceAsync(run, (_, _) => { }, Ct);

    private async Task<TrainedModel> TrainedAsync()
    {
        var set = await lab.TrainingSetAsync();
        var step = TrainingSetup.Steps(
            new InProcessJobs(new TrainingJob(), lab), tracking, tables, EventsSetup.CreateOutbox(tenant, TimeProvider.System), tenant, TimeProvider.System)
            .Single(candidate => candidate.Kind == "training.train");
        var result = await step.RunAsync(
            lab.Context(TrainingLab.Training, ("training_set", set), ("feature_set", await lab.FeatureSetAsync()), ("split", await lab.SplitAsync(set))), Ct);
        return await Millrace.Kernel.Blobs.BlobDocuments.GetJsonAsync<TrainedModel>(lab.Blobs, result.Value.Outputs["model"].Digest, Ct);
    }

    /// <summary>Trains with another seed than it is told: a machine that does not compute the same.</summary>
    private sealed class OtherSeed : IJobHandler
    {
        public string Kind => TrainingWork.JobKind;

        public Task<Outcome<string>> RunAsync(JobContext context, CancellationToken ct)
        {
            var work = JsonSerializer.Deserialize<TrainingWork>(context.SpecJson, CanonicalJson.Options)!;
            var other = JsonSerializer.Serialize(work with { Spec = work.Spec with { Seed = work.Spec.Seed + 1 } }, CanonicalJson.Options);
            return new TrainingJob().RunAsync(context with { SpecJson = other }, ct);
        }
    }
}
