using Dapper;
using Millrace.ContractSuites;
using Millrace.Embedded.Tables;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Tables;
using Millrace.Tracking;
using Millrace.Tracking.Contracts;

namespace Millrace.Tests.Tracking.Storage;

/// <summary>A database that version 1 wrote, opened by this one.</summary>
public class NumberedRunsTests : IAsyncLifetime
{
    private const string WrittenByVersion1 =
        """
        INSERT INTO experiments VALUES ('default', 0, 'Default', NULL, 'active', 10, 11), ('default', 3, 'flights', NULL, 'active', 20, 21),
            ('other', 0, 'Default', NULL, 'active', 30, 31);
        INSERT INTO runs VALUES
            ('default', '00000000000000000000000000000001', 3, 'first', 'FINISHED', 100, 200, 'active', NULL, NULL, 'ada', 'workflow.yaml', 'abc', 1),
            ('default', '00000000000000000000000000000002', 0, 'second', 'RUNNING', 50, NULL, 'active', NULL, '00000000000000000000000000000001', NULL, NULL, NULL, NULL),
            ('other', '00000000000000000000000000000001', 0, 'theirs', 'RUNNING', 60, NULL, 'active', NULL, NULL, NULL, NULL, NULL, NULL);
        INSERT INTO params VALUES ('default', '00000000000000000000000000000001', 'lr', '0.1'), ('other', '00000000000000000000000000000001', 'lr', '9');
        INSERT INTO tags VALUES ('default', '00000000000000000000000000000001', 'team', 'a'), ('default', '00000000000000000000000000000002', 'team', 'b');
        INSERT INTO metrics VALUES
            ('default', '00000000000000000000000000000001', 'loss', 0, 1, 0.5, 0), ('default', '00000000000000000000000000000001', 'loss', -20, 1, INFINITY, 0),
            ('default', '00000000000000000000000000000001', 'loss', 40, 2, 0, 1), ('default', '00000000000000000000000000000002', 'loss', 7, 1, 0.25, 0),
            ('default', '00000000000000000000000000000002', 'acc', 7, 1, 0.75, 0), ('other', '00000000000000000000000000000001', 'loss', 1, 1, 42, 0);
        INSERT INTO latest_metrics VALUES
            ('default', '00000000000000000000000000000001', 'loss', 40, 2, 0, 1), ('default', '00000000000000000000000000000002', 'loss', 7, 1, 0.25, 0),
            ('default', '00000000000000000000000000000002', 'acc', 7, 1, 0.75, 0), ('other', '00000000000000000000000000000001', 'loss', 1, 1, 42, 0);
        INSERT INTO run_artifacts VALUES ('default', '00000000000000000000000000000001', 'model/a.onnx', 'a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3', 3);
        INSERT INTO run_inputs VALUES ('default', '00000000000000000000000000000001', 'flights', 'd1', 'training', 'millrace-dataset', '{}');
        """;

    private static readonly RunId First = RunId.Parse("00000000000000000000000000000001");
    private static readonly RunId Second = RunId.Parse("00000000000000000000000000000002");
    private readonly TempFolder folder = new();
    private ITables tables = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_point_parameter_and_tag_is_where_it_was()
    {
        var (ours, theirs) = (Of("default"), Of("other"));
        var first = (await ours.GetAsync(First, Ct)).Value;
        Assert.Equal(("first", RunStatus.Finished, 3L, "ada", true), (first.Name, first.Status, first.ExperimentId.Value, first.User, first.GitIsDirty!.Value));
        Assert.Equal(("0.1", "a", double.NaN), (first.Params["lr"], first.Tags["team"], first.Metrics["loss"]));
        Assert.Equal(("model/a.onnx", "flights"), (first.Artifacts.Single().Path, first.Inputs.Single().Name));
        Assert.Equal(
            [(-20L, 1L, double.PositiveInfinity), (0L, 1L, 0.5), (40L, 2L, double.NaN)],
            (await ours.MetricHistoryAsync(First, "loss", Ct)).Value.Select(p => (p.Step, p.TimestampMs, p.Value)));
        var second = (await ours.GetAsync(Second, Ct)).Value;
        Assert.Equal((0.25, 0.75, "b", First), (second.Metrics["loss"], second.Metrics["acc"], second.Tags["team"], second.ParentRunId!.Value));
        var other = (await theirs.GetAsync(First, Ct)).Value;
        Assert.Equal(("theirs", 42.0, "9"), (other.Name, other.Metrics["loss"], other.Params["lr"]));
        Assert.Single((await theirs.MetricHistoryAsync(First, "loss", Ct)).Value);
    }

    [Fact]
    public async Task New_runs_experiments_and_keys_count_on()
    {
        var tracking = Of("default");
        Assert.Equal(4, (await tracking.GetOrCreateExperimentAsync("new", Ct)).Value.Value);
        Assert.Equal(3, (await tracking.GetOrCreateExperimentAsync("flights", Ct)).Value.Value);
        Assert.Equal(1, (await Of("other").GetOrCreateExperimentAsync("new", Ct)).Value.Value);
        var run = RunId.FromKey("new");
        Assert.Empty((await tracking.CreateRunAsync(new NewRun(run, ExperimentId.Default, "new"), Ct)).Problems);
        Assert.Empty((await tracking.LogBatchAsync(run, new RunBatch { Metrics = [new("loss", 3, 1), new("new", 4, 1)] }, Ct)).Problems);
        Assert.Empty((await tracking.LogBatchAsync(First, new RunBatch { Metrics = [new("loss", 0.5, 1), new("loss", 1, 3, 41)] }, Ct)).Problems);
        Assert.Equal((3.0, 4.0), ((await tracking.GetAsync(run, Ct)).Value.Metrics["loss"], (await tracking.GetAsync(run, Ct)).Value.Metrics["new"]));
        Assert.Equal((4, 1.0), ((await tracking.MetricHistoryAsync(First, "loss", Ct)).Value.Count, (await tracking.GetAsync(First, Ct)).Value.Metrics["loss"]));
    }

    public async ValueTask InitializeAsync()
    {
        tables = await OpenTablesAsync();
        await tables.MigrateAsync(TrackingSetup.Schema.Module, [.. TrackingSetup.Schema.Migrations.Take(1)], Ct);
        var rows = WrittenByVersion1.Replace("INFINITY", tables.Dialect == SqlDialect.Sqlite ? "9e999" : "'Infinity'", StringComparison.Ordinal);
        await tables.WriteAsync(transaction => transaction.Connection!.Execute(rows, transaction: transaction), Ct);
        await tables.MigrateAsync(TrackingSetup.Schema.Module, TrackingSetup.Schema.Migrations, Ct);
    }

    public ValueTask DisposeAsync()
    {
        (tables as IDisposable)?.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Empty tables; a suite that is derived for another engine opens those.</summary>
    protected virtual Task<ITables> OpenTablesAsync() =>
        Task.FromResult<ITables>(SqliteTables.Open(folder.File("version-1.db"), TimeProvider.System).Value);

    private ITracking Of(string tenant) => TrackingSetup.Create(tables, new FixedTenant(new TenantId(tenant)), TimeProvider.System);
}
