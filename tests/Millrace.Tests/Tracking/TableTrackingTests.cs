using System.Text.Json.Nodes;
using Millrace.ContractSuites;
using Millrace.Embedded.Tables;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Tracking;
using Millrace.Tracking.Contracts;

namespace Millrace.Tests.Tracking;

public sealed class TableTrackingTests : IAsyncLifetime
{
    private static readonly RunId Run = RunId.FromKey("run");
    private readonly TempFolder folder = new();
    private readonly SqliteTables tables;
    private readonly TickingClock clock = new();
    private readonly ITracking tracking;

    public TableTrackingTests()
    {
        tables = SqliteTables.Open(folder.File("tracking.db"), TimeProvider.System).Value;
        tracking = TrackingSetup.Create(tables, new FixedTenant(TenantId.Default), clock);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_reads_back_as_it_was_logged()
    {
        var parent = await BeginAsync("parent");
        await OkAsync(tracking.CreateRunAsync(
            new NewRun(Run, ExperimentId.Default, "candidate")
            {
                ParentRunId = parent,
                User = "ada",
                Source = "workflow.yaml",
                GitCommit = "abc123",
                GitIsDirty = true,
                Params = new Dictionary<string, string> { ["eta"] = "0.1" },
                Tags = new Dictionary<string, string> { ["team"] = "flights" },
            },
            Ct));
        await OkAsync(tracking.LogBatchAsync(Run, new RunBatch { Metrics = [new("test.roc_auc", 0.86, 5)] }, Ct));
        await OkAsync(tracking.LogArtifactAsync(Run, "plots/roc.svg", new BlobRef(Digest.Of("svg"), 3), Ct));
        await OkAsync(tracking.LogInputAsync(Run, new RunDataset("flights", "d1", "millrace-dataset", "{}", "training"), Ct));
        await OkAsync(tracking.EndRunAsync(Run, RunStatus.Finished, Ct));

        var view = (await tracking.GetAsync(Run, Ct)).Value;
        Assert.Equal(("candidate", RunStatus.Finished, parent, "ada", "workflow.yaml"), (view.Name, view.Status, view.ParentRunId!.Value, view.User, view.Source));
        Assert.Equal(("abc123", true), (view.GitCommit, view.GitIsDirty));
        Assert.True(view.EndedAt > view.StartedAt);
        Assert.Equal(new RunArtifact("plots/roc.svg", Digest.Of("svg"), 3), Assert.Single(view.Artifacts));
        Assert.Equal(new RunDataset("flights", "d1", "millrace-dataset", "{}", "training"), Assert.Single(view.Inputs));
        Assert.Equal("flights", view.Tags["team"]);
        Assert.Equal(parent.ToString(), view.Tags["mlflow.parentRunId"]);
    }

    [Fact]
    public async Task The_JSON_of_a_run_begins_as_it_is_promised()
    {
        await BeginAsync("run");
        await OkAsync(tracking.LogBatchAsync(
            Run, new RunBatch { Metrics = [new("test.roc_auc", double.NaN, 1)], Params = new Dictionary<string, string> { ["p"] = "1" } }, Ct));
        var json = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize((await tracking.GetAsync(Run, Ct)).Value, CanonicalJson.Options))!.AsObject();
        Assert.Equal(["runId", "name", "status", "metrics", "params", "tags"], json.Select(pair => pair.Key).Take(6));
        Assert.Equal(
            (Run.ToString(), "RUNNING", "NaN", "1", "0"),
            ((string?)json["runId"], (string?)json["status"], (string?)json["metrics"]!["test.roc_auc"], (string?)json["params"]!["p"], (string?)json["experimentId"]));
    }

    [Fact]
    public async Task Beginning_a_run_again_keeps_what_it_has_and_it_is_running()
    {
        await BeginAsync("run");
        await OkAsync(tracking.LogBatchAsync(Run, new RunBatch { Metrics = [new("loss", 0.5, 1)] }, Ct));
        await OkAsync(tracking.EndRunAsync(Run, RunStatus.Killed, Ct));
        var before = (await tracking.GetAsync(Run, Ct)).Value;
        await BeginAsync("run");
        var after = (await tracking.GetAsync(Run, Ct)).Value;
        Assert.Equal((RunStatus.Killed, RunStatus.Running), (before.Status, after.Status));
        Assert.Equal((before.StartedAt, default(DateTimeOffset?), 0.5), (after.StartedAt, after.EndedAt, after.Metrics["loss"]));
        Assert.Single((await tracking.SearchAsync(new RunQuery(), Ct)).Value);
    }

    [Fact]
    public async Task A_run_cannot_begin_again_in_another_experiment()
    {
        await BeginAsync("run");
        var other = (await tracking.GetOrCreateExperimentAsync("other", Ct)).Value;
        Assert.Equal("tracking.run-elsewhere", (await tracking.CreateRunAsync(new NewRun(Run, other, "run"), Ct)).Problem!.Code);
        Assert.Equal(
            "tracking.experiment-not-found",
            (await tracking.CreateRunAsync(new NewRun(RunId.FromKey("x"), new ExperimentId(99), "x"), Ct)).Problem!.Code);
    }

    [Fact]
    public async Task Experiments_count_up_from_the_default_one_and_a_name_gives_the_same_again()
    {
        var flights = (await tracking.GetOrCreateExperimentAsync("flights", Ct)).Value;
        Assert.Equal((1L, flights), (flights.Value, (await tracking.GetOrCreateExperimentAsync("flights", Ct)).Value));
        Assert.Equal(ExperimentId.Default, (await tracking.GetOrCreateExperimentAsync("Default", Ct)).Value);
        Assert.Equal(2, (await tracking.GetOrCreateExperimentAsync("spam", Ct)).Value.Value);
        Assert.Equal(["Default", "flights", "spam"], (await tracking.ListExperimentsAsync(Ct)).Select(e => e.Name));
    }

    [Fact]
    public async Task A_parameter_never_changes_and_a_refused_batch_leaves_nothing()
    {
        await BeginAsync("run");
        await OkAsync(tracking.LogBatchAsync(Run, Params(("eta", "0.1")), Ct));
        await OkAsync(tracking.LogBatchAsync(Run, Params(("eta", "0.1"), ("depth", "6")), Ct));
        var refused = await tracking.LogBatchAsync(
            Run, Params(("eta", "0.2"), ("rounds", "9")) with { Metrics = [new("loss", 1, 1)], Tags = new Dictionary<string, string> { ["t"] = "x" } }, Ct);
        Assert.Equal(("tracking.param-changed", ProblemKind.Conflict), (refused.Problem!.Code, refused.Problem.Kind));
        var view = (await tracking.GetAsync(Run, Ct)).Value;
        Assert.Equal(new Dictionary<string, string> { ["depth"] = "6", ["eta"] = "0.1" }, view.Params);
        Assert.Empty(view.Metrics);
        Assert.DoesNotContain("t", view.Tags.Keys);
    }

    [Fact]
    public async Task A_tag_keeps_its_last_value()
    {
        await BeginAsync("run");
        await OkAsync(tracking.SetTagAsync(Run, "note", "first", Ct));
        await OkAsync(tracking.SetTagAsync(Run, "note", "second", Ct));
        Assert.Equal("second", (await tracking.GetAsync(Run, Ct)).Value.Tags["note"]);
    }

    [Fact]
    public async Task Everything_over_a_limit_is_told_at_once()
    {
        await BeginAsync("run");
        var batch = new RunBatch
        {
            Metrics = [new(new string('m', 251), 1, 1), new("a/../b", 1, 1)],
            Params = new Dictionary<string, string> { ["long"] = new('p', 6001), ["?"] = "x" },
            Tags = new Dictionary<string, string> { ["long"] = new('t', 8001), ["fits"] = new('t', 8000) },
        };
        Assert.Equal(
            ["tracking.key-invalid", "tracking.key-invalid", "tracking.value-too-long", "tracking.key-invalid", "tracking.value-too-long"],
            (await tracking.LogBatchAsync(Run, batch, Ct)).Problems.Select(problem => problem.Code));
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("a/../b")]
    [InlineData("a//b")]
    [InlineData("")]
    [InlineData("a\\b")]
    public async Task A_path_that_leaves_the_run_is_refused(string path)
    {
        await BeginAsync("run");
        Assert.Equal("tracking.path-invalid", (await tracking.LogArtifactAsync(Run, path, new BlobRef(Digest.Of("x"), 1), Ct)).Problem!.Code);
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_named()
    {
        var problems = new[]
        {
            (await tracking.GetAsync(Run, Ct)).Problem, (await tracking.SetTagAsync(Run, "a", "b", Ct)).Problem,
            (await tracking.EndRunAsync(Run, RunStatus.Failed, Ct)).Problem, (await tracking.MetricHistoryAsync(Run, "loss", Ct)).Problem,
            (await tracking.CompareAsync([Run], Ct)).Problem,
        };
        Assert.All(problems, problem => Assert.Equal("tracking.run-not-found", problem!.Code));
    }

    [Fact]
    public async Task A_tenant_sees_and_changes_only_its_own_runs()
    {
        await BeginAsync("run");
        var other = TrackingSetup.Create(tables, new FixedTenant(new TenantId("other")), clock);
        Assert.Equal("tracking.run-not-found", (await other.GetAsync(Run, Ct)).Problem!.Code);
        Assert.Equal("tracking.run-not-found", (await other.SetTagAsync(Run, "a", "b", Ct)).Problem!.Code);
        Assert.Empty((await other.SearchAsync(new RunQuery(), Ct)).Value);
        await OkAsync(other.CreateRunAsync(new NewRun(Run, ExperimentId.Default, "mine"), Ct));
        Assert.Equal("run", (await tracking.GetAsync(Run, Ct)).Value.Name);
    }

    [Fact]
    public async Task Runs_can_be_filtered_and_ordered()
    {
        var flights = (await tracking.GetOrCreateExperimentAsync("flights", Ct)).Value;
        var parent = await BeginAsync("parent", flights);
        var best = await BeginAsync("best", flights, parent, ("auc", 0.9));
        var worst = await BeginAsync("worst", flights, parent, ("auc", 0.6));
        var broken = await BeginAsync("broken", flights, parent, ("auc", double.NaN));
        var elsewhere = await BeginAsync("elsewhere", null, null, ("auc", 0.7));
        await OkAsync(tracking.EndRunAsync(worst, RunStatus.Finished, Ct));

        await AssertFoundAsync(new RunQuery(), elsewhere, broken, worst, best, parent);
        await AssertFoundAsync(new RunQuery { Experiment = flights, IsDescending = false }, parent, best, worst, broken);
        await AssertFoundAsync(new RunQuery { Status = RunStatus.Finished }, worst);
        await AssertFoundAsync(new RunQuery { Name = "best" }, best);
        await AssertFoundAsync(new RunQuery { TopLevelOnly = true }, elsewhere, parent);
        await AssertFoundAsync(new RunQuery { ParentRunId = parent, OrderBy = "metrics.auc" }, best, worst, broken);
        await AssertFoundAsync(new RunQuery { ParentRunId = parent, OrderBy = "metrics.auc", IsDescending = false }, worst, best, broken);
        await AssertFoundAsync(new RunQuery { OrderBy = "name", IsDescending = false, Limit = 2, Offset = 1 }, broken, elsewhere);
    }

    [Theory]
    [InlineData("accuracy; DROP TABLE runs")]
    [InlineData("metrics.")]
    public async Task An_order_that_does_not_exist_is_refused(string order) =>
        Assert.Equal("tracking.order-unknown", (await tracking.SearchAsync(new RunQuery { OrderBy = order }, Ct)).Problem!.Code);

    [Fact]
    public async Task Compared_runs_stand_side_by_side()
    {
        var first = await BeginAsync("first", null, null, ("auc", 0.8), ("loss", 0.4));
        var second = await BeginAsync("second", null, null, ("auc", 0.9));
        await OkAsync(tracking.LogBatchAsync(first, Params(("eta", "0.1"), ("seed", "7")), Ct));
        await OkAsync(tracking.LogBatchAsync(second, Params(("eta", "0.3"), ("seed", "7")), Ct));
        var side = (await tracking.CompareAsync([second, first], Ct)).Value;
        Assert.Equal(["second", "first"], side.Runs.Select(run => run.Name));
        Assert.Equal([("eta", "0.3", "0.1", true), ("seed", "7", "7", false)], side.Params.Select(p => (p.Key, p.Values[0], p.Values[1], p.Differs)));
        Assert.Equal([("auc", 0.9, 0.8), ("loss", null, 0.4)], side.Metrics.Select(m => (m.Key, m.Values[0], m.Values[1])));
    }

    public async ValueTask InitializeAsync() =>
        await tables.MigrateAsync(TrackingSetup.Schema.Module, TrackingSetup.Schema.Migrations, default);

    public ValueTask DisposeAsync()
    {
        tables.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static RunBatch Params(params (string Key, string Value)[] pairs) => new() { Params = pairs.ToDictionary(p => p.Key, p => p.Value) };

    private static async Task OkAsync(Task<Outcome<Done>> outcome) => Assert.Empty((await outcome).Problems);

    private async Task<RunId> BeginAsync(string name, ExperimentId? experiment = null, RunId? parent = null, params (string Key, double Value)[] metrics)
    {
        var run = RunId.FromKey(name);
        await OkAsync(tracking.CreateRunAsync(new NewRun(run, experiment ?? ExperimentId.Default, name) { ParentRunId = parent }, Ct));
        await OkAsync(tracking.LogBatchAsync(run, new RunBatch { Metrics = [.. metrics.Select(m => new MetricPoint(m.Key, m.Value, 1))] }, Ct));
        return run;
    }

    private async Task AssertFoundAsync(RunQuery query, params RunId[] runs) =>
        Assert.Equal(runs, (await tracking.SearchAsync(query, Ct)).Value.Select(run => run.RunId));

    private sealed class TickingClock : TimeProvider
    {
        private DateTimeOffset now = DateTimeOffset.UnixEpoch.AddDays(20_000);

        public override DateTimeOffset GetUtcNow() => now += TimeSpan.FromMilliseconds(1);
    }
}
