using Millrace.ContractSuites.Postgres;
using Millrace.Kernel.Problems;
using Millrace.Postgres.Tables;
using Millrace.Registry.Contracts;
using Millrace.Tests.Registry;

namespace Millrace.Tests.Postgres;

public sealed class RegistryOnPostgresTests(PostgresServer server)
{
    [Theory]
    [InlineData("registry")]
    [InlineData("prompts")]
    public async Task What_MLflows_client_and_server_said_is_said_on_PostgreSQL_too(string file)
    {
        await using var home = await RegistryHome.OpenAsync(await TablesAsync());

        Assert.True(await RecordedTests.ReplayAsync(home, file) >= 50);
    }

    [Fact]
    public async Task A_database_of_the_first_schema_keeps_its_versions_stages_and_moves()
    {
        using var tables = await TablesAsync();
        await RegistrySchemaTests.KeepsAsync(tables);
    }

    [Fact]
    public async Task Two_servers_give_every_version_its_own_number()
    {
        var address = await server.NewDatabaseAsync();
        await using var first = await RegistryHome.OpenAsync(PostgresTables.Open(address, TimeProvider.System).Value);
        await using var second = await RegistryHome.OpenAsync(PostgresTables.Open(address, TimeProvider.System).Value);
        var versions = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => (i % 2 == 0 ? first : second).RegisterAsync("flights", $"key {i}")));

        Assert.Equal(Enumerable.Range(1, 32), versions.Select(version => version.Version).Order());
    }

    [Fact]
    public async Task Approvals_history_and_rollback_hold_there_too()
    {
        await using var home = await RegistryHome.OpenAsync(await TablesAsync());
        await home.InProductionAsync("flights", "a");
        var then = home.Clock.Last;
        var second = await home.RegisterAsync("flights", "b", approvals: 1);
        await home.JudgeAsync(second, Millrace.Kernel.Verdicts.Decision.Pass);
        await home.MoveAsync("flights", 2, Stage.Staging);
        Assert.Equal("registry.approvals-needed", (await home.MoveAsync("flights", 2, Stage.Production)).Problem!.Code);
        Assert.Equal(["user:ada"], (await home.ApproveAsync("flights", 2, "ada")).Value.By);
        Assert.True((await home.MoveAsync("flights", 2, Stage.Production)).IsOk);

        Assert.Equal(1, (await home.Registry.ProductionAtAsync("flights", then, RegistryHome.Ct)).Value!.Version);
        Assert.Equal("user:ada", (await home.Registry.ProductionAtAsync("flights", home.Clock.Last, RegistryHome.Ct)).Value!.Approvals.Single().Actor);
        var restored = await home.Registry.RollBackAsync(
            new Rollback("flights", "user:ada", "It is wrong.", "c"), (_, _) => Task.FromResult<Outcome<Done>>(Done.Value), RegistryHome.Ct);
        Assert.Equal((1, Stage.Production), (restored.Value.Version, restored.Value.Stage));
        Assert.Equal((2, 1), ((await home.Registry.ListAsync(RegistryHome.Ct)).Single().VersionCount, (await home.Registry.ListAsync(RegistryHome.Ct)).Single().ProductionVersion));
    }

    private async Task<PostgresTables> TablesAsync() => PostgresTables.Open(await server.NewDatabaseAsync(), TimeProvider.System).Value;
}
