using Millrace.Embedded.Tables;
using Millrace.Events;
using Millrace.Events.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Events;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Tracking;
using Millrace.Tracking.Contracts;
using Millrace.Training;
using Millrace.Training.Boosting;
using Millrace.Training.Contracts;
using Millrace.Training.Runs;

namespace Millrace.Tests.Training.Boosting;

public sealed class TrainStepTests : IAsyncLifetime
{
    private readonly TrainingLab lab = new();
    private readonly FixedTenant tenant = new(TenantId.Default);
    private SqliteTables tables = null!;
    private ITracking tracking = null!;
    private InProcessJobs jobs = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        tables = SqliteTables.Open(lab.Database, TimeProvider.System).Value;
        foreach (var schema in new[] { EventsSetup.Schema, TrackingSetup.Schema, TrainingSetup.Schema })
        {
            await tables.MigrateAsync(schema.Module, schema.Migrations, Ct);
        }

        tracking = TrackingSetup.Create(tables, tenant, TimeProvider.System);
        jobs = new InProcessJobs(new TrainingJob(), lab);
    }

    public ValueTask DisposeAsync()
    {
        tables.Dispose();
        lab.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_candidate_s_run_has_what_is_needed_to_train_it_again()
    {
        var (model, context) = await TrainedAsync();
        var run = (await tracking.GetAsync(model.RunId, Ct)).Value;

        Assert.Equal(RunStatus.Finished, run.Status);
        Assert.Equal(("17", "0.3", "xgboost", "log_loss, 5 rounds"), (run.Params["seed"], run.Params["learning_rate"], run.Params["engine"], run.Params["early_stopping"]));
        Assert.Equal(context.Inputs["training_set"].Digest.ToString(), run.Tags["millrace.training_set"]);
        Assert.Equal(context.Inputs["split"].Digest.ToString(), run.Tags["millrace.split"]);
        Assert.Equal("2", run.Tags["millrace.environment.threads"]);
        Assert.Contains("millrace.environment.xgboost", run.Tags.Keys);
        Assert.Equal(["model/booster.ubj", "model/model.onnx", "model/preprocessing.onnx", "model/trained-model.json"], run.Artifacts.Select(artifact => artifact.Path));
        Assert.Equal(model.Onnx.Digest, run.Artifacts.Single(artifact => artifact.Path == "model/model.onnx").Digest);
        Assert.Equal(["reference", "test", "training", "validation"], run.Inputs.Select(input => input.Context).Order());
    }

    [Fact]
    public async Task Every_round_is_a_step_of_the_metrics_history()
    {
        var (model, _) = await TrainedAsync();
        var history = (await tracking.MetricHistoryAsync(model.RunId, "validation.log_loss", Ct)).Value;

        Assert.Equal(model.Rounds.Select(round => (long)round.Round), history.Select(point => point.Step));
        Assert.Equal(model.Rounds.Select(round => round.Values["validation.log_loss"]), history.Select(point => point.Value));
    }

    [Fact]
    public async Task Candidate_and_baselines_are_children_of_one_parent()
    {
        var (model, _) = await TrainedAsync();
        var parent = (await tracking.GetAsync(model.RunId, Ct)).Value.ParentRunId;
        var children = (await tracking.SearchAsync(new RunQuery { ParentRunId = parent }, Ct)).Value;

        Assert.Equal(["baseline logistic", "baseline prior", "baseline rule", "candidate"], children.Select(run => run.Name).Order());
        Assert.All(children, run => Assert.Equal(RunStatus.Finished, run.Status));
        Assert.Contains(RunIds.Baseline(model.RunId, "prior"), children.Select(run => run.RunId));
    }

    [Fact]
    public async Task The_trials_of_a_search_are_runs_of_their_own()
    {
        var search = new SearchSpec("grid", 2, new Dictionary<string, IReadOnlyList<double>> { ["max_depth"] = [1, 4] });
        var (model, _) = await TrainedAsync(TrainingLab.Training with { Search = search });
        var parent = (await tracking.GetAsync(model.RunId, Ct)).Value.ParentRunId;
        var trials = (await tracking.SearchAsync(new RunQuery { ParentRunId = parent }, Ct)).Value.Where(run => run.Name.StartsWith("trial", StringComparison.Ordinal)).ToList();

        Assert.Equal(["1", "4"], trials.OrderBy(run => run.Name, StringComparer.Ordinal).Select(run => run.Params["max_depth"]));
        Assert.Equal(12, (await tracking.MetricHistoryAsync(trials[0].RunId, "validation.log_loss", Ct)).Value.Count);
        Assert.Equal("4", (await tracking.GetAsync(model.RunId, Ct)).Value.Params["max_depth"]);
    }

    [Fact]
    public async Task A_step_that_is_repeated_logs_nothing_twice_and_gives_the_same_model()
    {
        var context = await ContextAsync(TrainingLab.Training);
        var first = await Step().RunAsync(context, Ct);
        var second = await Step().RunAsync(context, Ct);
        var model = await ModelAsync(second.Value);

        Assert.Equal(first.Value.Outputs["model"].Digest, second.Value.Outputs["model"].Digest);
        Assert.Equal(12, (await tracking.MetricHistoryAsync(model.RunId, "validation.log_loss", Ct)).Value.Count);
        Assert.Equal(5, (await tracking.SearchAsync(new RunQuery(), Ct)).Value.Count);
    }

    [Fact]
    public async Task Beginning_and_end_are_events_of_the_pipeline_run()
    {
        var (model, context) = await TrainedAsync();
        var events = (await EventsSetup.CreateLog(tables, tenant).ListAsync(new EventQuery(), Ct)).Value;

        Assert.Equal([EventTypes.ModelTrainingStarted, EventTypes.ModelTrainingCompleted], events.Select(happened => happened.Type));
        Assert.All(events, happened => Assert.Equal((context.PipelineRun.ToString(), $"runs/{model.RunId}"), (happened.CorrelationId, happened.Subject)));
        Assert.Equal("finished", (string?)events[1].Data["state"]);
    }

    [Fact]
    public async Task A_training_that_fails_ends_its_runs_with_the_reason()
    {
        var set = await lab.TrainingSetAsync("SELECT * REPLACE (NULL::DOUBLE AS noise) FROM made");
        var context = await ContextAsync(TrainingLab.Training, set);
        var result = await Step().RunAsync(context, Ct);
        var events = (await EventsSetup.CreateLog(tables, tenant).ListAsync(new EventQuery(), Ct)).Value;

        Assert.Equal("training.feature-is-empty", result.Problem!.Code);
        Assert.Equal(RunStatus.Failed, (await tracking.GetAsync(RunIds.Candidate(context.IdempotencyKey), Ct)).Value.Status);
        Assert.Equal("failed", (string?)events[^1].Data["state"]);
        Assert.Contains("noise", events[^1].Data["problems"]![0]!.ToString());
    }

    [Fact]
    public async Task A_training_that_is_stopped_is_recorded_as_killed()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var context = await ContextAsync(TrainingLab.Training);
        jobs.OnLine = line => (TrainingLine.Parse(line)?.Round?.Round == 3 ? stop : null)?.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Step().RunAsync(context, stop.Token));
        Assert.Equal(RunStatus.Killed, (await tracking.GetAsync(RunIds.Candidate(context.IdempotencyKey), Ct)).Value.Status);
    }

    [Fact]
    public async Task Bad_parameters_are_refused_before_anything_is_begun()
    {
        var context = await ContextAsync(TrainingLab.Training with { Parameters = new Dictionary<string, double> { ["max_dept"] = 3, ["rounds"] = -1 } });
        var result = await Step().RunAsync(context, Ct);

        Assert.Equal(["training.unknown-parameter", "training.parameter-out-of-range"], result.Problems.Select(problem => problem.Code));
        Assert.Equal(0, jobs.SubmittedCount);
        Assert.Empty((await tracking.SearchAsync(new RunQuery(), Ct)).Value);
    }

    [Fact]
    public async Task An_evaluation_is_logged_into_the_runs_of_its_training()
    {
        var (model, context) = await TrainedAsync();
        var spec = new EvaluateSpec(TrainingLab.Problem, 200, "day", 0.95, 5, [], 500);
        var step = TrainingSetup.Steps(jobs, tracking, tables, EventsSetup.CreateOutbox(tenant, TimeProvider.System), tenant, TimeProvider.System)
            .Single(candidate => candidate.Kind == "training.evaluate");
        var stored = await lab.Context(spec).StoreAsync(model, Ct);
        var result = await step.RunAsync(
            lab.Context(spec, ("training_set", context.Inputs["training_set"]), ("split", context.Inputs["split"]), ("model", stored)), Ct);
        var report = await lab.Blobs.GetJsonAsync<EvaluationReport>(result.Value.Outputs["evaluation"].Digest, Ct);
        var run = (await tracking.GetAsync(model.RunId, Ct)).Value;

        Assert.Equal(report.Candidate.Metrics["roc_auc"].Value, run.Metrics["test.roc_auc"]);
        Assert.Equal(report.Validation["roc_auc"], run.Metrics["validation.roc_auc"]);
        Assert.Contains("reference.brier", run.Metrics.Keys);
        Assert.Equal(0.5, (await tracking.GetAsync(RunIds.Baseline(model.RunId, "prior"), Ct)).Value.Metrics["test.roc_auc"]);
        Assert.Contains("evaluation/predictions.parquet", run.Artifacts.Select(artifact => artifact.Path));
        Assert.Equal(result.Value.Outputs["evaluation"].Digest, run.Artifacts.Single(artifact => artifact.Path == "evaluation/report.json").Digest);
    }

    private TrainStep Step() => new(
        jobs, tracking, new TrainingLedger(tables, EventsSetup.CreateOutbox(tenant, TimeProvider.System), tenant, TimeProvider.System),
        lab.Scratch, TimeProvider.System);

    private async Task<(TrainedModel Model, StepContext Context)> TrainedAsync(TrainSpec? spec = null)
    {
        var context = await ContextAsync(spec ?? TrainingLab.Training);
        var result = await Step().RunAsync(context, Ct);
        return (await ModelAsync(result.Value), context);
    }

    private async Task<StepContext> ContextAsync(TrainSpec spec, ArtifactRef? set = null)
    {
        set ??= await lab.TrainingSetAsync();
        return lab.Context(spec, ("training_set", set), ("feature_set", await lab.FeatureSetAsync()), ("split", await lab.SplitAsync(set)));
    }

    private Task<TrainedModel> ModelAsync(StepResult result) =>
        lab.Blobs.GetJsonAsync<TrainedModel>(result.Outputs["model"].Digest, Ct);
}
