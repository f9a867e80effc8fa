using Dapper;
using Millrace.ContractSuites;
using Millrace.Embedded.Tables;
using Millrace.Kernel.Identity;
using Millrace.Tracking;
using Millrace.Tracking.Artifacts;

namespace Millrace.Tests.Tracking.Artifacts;

/// <summary>A database whose artifacts lay in a flat table of runs, opened by this version.</summary>
public sealed class ArtifactSchemaTests : IAsyncLifetime
{
    private const string WrittenByVersion2 =
        """
        INSERT INTO experiments VALUES ('default', 3, 'flights', 'mlflow-artifacts:/3', 'active', 20, 21), ('other', 3, 'x', 'mlflow-artifacts:/3', 'active', 1, 1);
        INSERT INTO runs (tenant, run_id, run_no, experiment_id, name, status, start_time, lifecycle_stage, artifact_uri) VALUES
            ('default', 'r1', 1, 3, 'first', 'FINISHED', 100, 'active', 'mlflow-artifacts:/3/r1/artifacts'),
            ('other', 'r1', 2, 3, 'theirs', 'FINISHED', 100, 'active', 'mlflow-artifacts:/3/r1/artifacts');
        INSERT INTO run_artifacts VALUES
            ('default', 'r1', 'model/a/b.onnx', 'a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3', 3),
            ('default', 'r1', 'model/c', 'a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3', 4),
            ('default', 'r1', 'top.txt', 'a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3', 5),
            ('other', 'r1', 'secret', 'a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3', 6);
        """;

    private readonly TempFolder folder = new();
    private readonly SqliteTables tables;

    public ArtifactSchemaTests() => tables = SqliteTables.Open(folder.File("version-2.db"), TimeProvider.System).Value;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_and_their_folders_stand_in_the_tree_below_the_run()
    {
        Assert.Equal([("3", null)], await ListAsync("default", ""));
        Assert.Equal([("r1", null)], await ListAsync("default", "3"));
        Assert.Equal([("artifacts", null)], await ListAsync("default", "3/r1"));
        Assert.Equal([("model", null), ("top.txt", 5)], await ListAsync("default", "3/r1/artifacts"));
        Assert.Equal([("a", null), ("c", 4)], await ListAsync("default", "3/r1/artifacts/model"));
        Assert.Equal([("b.onnx", 3)], await ListAsync("default", "3/r1/artifacts/model/a"));
    }

    [Fact]
    public async Task Every_tenant_has_a_tree_of_its_own() => Assert.Equal([("secret", 6)], await ListAsync("other", "3/r1/artifacts"));

    [Fact]
    public async Task A_folder_that_came_over_can_be_deleted_whole()
    {
        Assert.True((await Tree("default").DeleteAsync(ArtifactPath.Parse("3/r1/artifacts/model").Value, Ct)).IsOk);

        Assert.Equal([("top.txt", 5)], await ListAsync("default", "3/r1/artifacts"));
        Assert.Empty(await ListAsync("default", "3/r1/artifacts/model/a"));
    }

    public async ValueTask InitializeAsync()
    {
        await tables.MigrateAsync(TrackingSetup.Schema.Module, [.. TrackingSetup.Schema.Migrations.Take(2)], Ct);
        await tables.WriteAsync(transaction => transaction.Connection!.Execute(WrittenByVersion2, transaction: transaction), Ct);
        await tables.MigrateAsync(TrackingSetup.Schema.Module, TrackingSetup.Schema.Migrations, Ct);
    }

    public ValueTask DisposeAsync()
    {
        tables.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<(string, long?)[]> ListAsync(string tenant, string path) =>
        [.. (await Tree(tenant).ListAsync(ArtifactPath.Parse(path).Value, 0, 100, Ct)).Select(entry => (entry.Name, entry.SizeBytes))];

    private ArtifactTree Tree(string tenant) => new(tables, new FixedTenant(new TenantId(tenant)));
}
