using Millrace.ContractSuites.Postgres;
using Millrace.Kernel.Identity;
using Millrace.Postgres.Tables;
using Millrace.Tracking;
using Millrace.Tracking.Contracts;

namespace Millrace.Tests.Postgres;

public sealed class TrackingOnPostgresTests(PostgresServer server)
{
    private static readonly RunId Run = RunId.FromKey("run");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_server_logs_another_reads()
    {
        var address = await server.NewDatabaseAsync();
        using var first = PostgresTables.Open(address, TimeProvider.System).Value;
        using var second = PostgresTables.Open(address, TimeProvider.System).Value;
        await first.MigrateAsync(TrackingSetup.Schema.Module, TrackingSetup.Schema.Migrations, Ct);
        var (writing, reading) = (Open(first), Open(second));
        Assert.True((await writing.CreateRunAsync(
            new NewRun(Run, ExperimentId.Default, "candidate") { GitIsDirty = true, Params = new Dictionary<string, string> { ["eta"] = "0.1" } }, Ct)).IsOk);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(step => Task.Run(
            () => (step % 2 == 0 ? writing : reading).LogBatchAsync(Run, new RunBatch { Metrics = [new("loss", 1.0 / (step + 1), step)] }, Ct), Ct)));
        Assert.True((await reading.EndRunAsync(Run, RunStatus.Finished, Ct)).IsOk);

        var view = (await writing.GetAsync(Run, Ct)).Value;
        Assert.Equal(("candidate", RunStatus.Finished, true, "0.1"), (view.Name, view.Status, view.GitIsDirty, view.Params["eta"]));
        Assert.Equal(16L, (await CountAsync(first))[0][0]);
    }

    private static ITracking Open(PostgresTables tables) => TrackingSetup.Create(tables, new FixedTenant(TenantId.Default), TimeProvider.System);

    private static Task<List<object?[]>> CountAsync(PostgresTables tables) =>
        Millrace.ContractSuites.Tables.SqlLines.QueryAsync(tables, "SELECT COUNT(*) FROM metrics");
}
