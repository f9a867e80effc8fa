using Dapper;
using Millrace.ContractSuites;
using Millrace.Embedded.Tables;
using Millrace.Events;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Tables;
using Millrace.Registry;
using Millrace.Registry.Contracts;

namespace Millrace.Tests.Registry;

public sealed class RegistrySchemaTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_home_of_the_first_schema_keeps_its_versions_stages_and_moves()
    {
        using var folder = new TempFolder();
        using var tables = SqliteTables.Open(folder.File("old.db"), TimeProvider.System).Value;
        await KeepsAsync(tables);
    }

    /// <summary>Makes tables of the first schema with rows, brings them to the newest, and looks for the rows.</summary>
    internal static async Task KeepsAsync(ITables tables)
    {
        await tables.MigrateAsync("registry", [RegistrySetup.Schema.Migrations[0]], Ct);
        await tables.WriteAsync(transaction => { transaction.Connection!.Execute(OldRows(), transaction: transaction); }, Ct);
        await tables.MigrateAsync("registry", RegistrySetup.Schema.Migrations, Ct);
        await tables.MigrateAsync(EventsSetup.Schema.Module, EventsSetup.Schema.Migrations, Ct);
        var tenant = new FixedTenant(TenantId.Default);
        var registry = RegistrySetup.Create(tables, EventsSetup.CreateOutbox(tenant, TimeProvider.System), tenant, TimeProvider.System);

        var versions = (await registry.ListVersionsAsync("flights", Ct)).Value;
        Assert.Equal([2, 1], versions.Select(version => version.Version));
        Assert.Equal((Stage.Production, Digest.Of("data"), RunId.FromKey("two")), (versions[0].Stage, versions[0].Dataset!.Value, versions[0].Run!.Value));
        var history = (await registry.HistoryAsync("flights", Ct)).Value;
        Assert.Equal([(1, Stage.Staging), (2, Stage.Staging), (2, Stage.Production)], history.Select(move => (move.Version, move.To)));
        Assert.Equal(Digest.Of("evaluation"), history[0].Evidence.Single());
        Assert.Equal("policy:flights", (await registry.ProductionAtAsync("flights", DateTimeOffset.FromUnixTimeMilliseconds(5000), Ct)).Value!.PromotedBy);

        // The old gates count: version 1 may go on, and the next version has the next number.
        Assert.True((await registry.MoveAsync(new StageMove("flights", 1, Stage.Production, "user:ada", "Because.", [], "c"), Ct)).IsOk);
        var next = await registry.RegisterAsync(
            new NewModelVersion("flights", Digest.Of("m"), Digest.Of("e"), Digest.Of("f"), Digest.Of("d"), Digest.Of("o"), RunId.FromKey("three"), "key-3", "c"), Ct);
        Assert.Equal(3, next.Version);
        Assert.Equal(["flights", "other"], (await registry.ListAsync(Ct)).Select(model => model.Name));
    }

    private static string OldRows()
    {
        string Version(int number, string stage, string run) =>
            $"""
            INSERT INTO model_versions VALUES ('default', 'flights', {number}, '{stage}', 3000, 1000, '{Digest.Of("model")}', '{Digest.Of("evaluation")}',
              '{Digest.Of("features")}', '{Digest.Of("data")}', '{Digest.Of("onnx")}', '{RunId.FromKey(run)}', 'key-{number}');
            """;
        string Move(int number, int version, string from, string to) =>
            $"""
            INSERT INTO stage_transitions VALUES ('default', 'flights', {number}, {version}, '{from}', '{to}', 'policy:flights', 'Passed.',
              '{Digest.Of("evaluation")}', {1000 + number});
            """;
        return $"""
            INSERT INTO registered_models VALUES ('default', 'flights', 1000);
            INSERT INTO registered_models VALUES ('default', 'other', 2000);
            INSERT INTO registered_models VALUES ('elsewhere', 'flights', 1000);
            {Version(1, "Staging", "one")}
            {Version(2, "Production", "two")}
            {Move(1, 1, "None", "Staging")}
            {Move(2, 2, "None", "Staging")}
            {Move(3, 2, "Staging", "Production")}
            """;
    }
}
