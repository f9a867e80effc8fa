using System.Globalization;
using Millrace.ContractSuites;
using Millrace.Embedded.Tables;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Tests.Embedded;
using Millrace.Tracking;
using Millrace.Tracking.Contracts;

namespace Millrace.Tests.Tracking;

public class TrackingUnderLoadTests : IDisposable
{
    private const int Writers = 64;
    private readonly TempFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(Writers)]
    public async Task Of_64_writers_nothing_is_lost_and_nothing_doubled(int runCount)
    {
        using var tables = await OpenTablesAsync();

        // Two servers on the same tables: each has numbers of keys of its own in memory.
        var servers = new[] { Of(tables.Value), Of(tables.Value) };
        var runs = Enumerable.Range(0, runCount).Select(i => RunId.FromKey($"run {i}")).ToArray();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            var (tracking, run) = (servers[writer % 2], runs[writer % runCount]);
            Assert.Empty((await tracking.CreateRunAsync(new NewRun(run, ExperimentId.Default, "load"), Ct)).Problems);
            for (var step = 0; step < 10; step++)
            {
                // Every second batch is sent twice, as a client does that has lost an answer.
                for (var again = 0; again <= step % 2; again++)
                {
                    var metrics = Enumerable.Range(0, 20).Select(key => new MetricPoint($"m{key}", writer + (step * 0.001), step, (writer * 10) + step));
                    var logged = await tracking.LogBatchAsync(
                        run, new RunBatch { Metrics = [.. metrics], Params = new Dictionary<string, string> { [$"p{writer}"] = "same" } }, Ct);
                    Assert.Empty(logged.Problems);
                }
            }
        }));

        var perRun = Writers / runCount;
        foreach (var run in runs)
        {
            var view = (await servers[0].GetAsync(run, Ct)).Value;
            Assert.Equal((20, perRun), (view.Metrics.Count, view.Params.Count));
            var history = (await servers[1].MetricHistoryAsync(run, "m7", Ct)).Value;
            Assert.Equal(perRun * 10, history.Count);
            Assert.Equal(history.Count, history.Select(point => point.Step).Distinct().Count());
            Assert.Equal(history[^1].Value, view.Metrics["m7"]);
        }
    }

    [Fact]
    public async Task Of_64_writers_of_one_parameter_one_value_wins_and_the_others_are_told()
    {
        using var tables = await OpenTablesAsync();
        var tracking = Of(tables.Value);
        var run = RunId.FromKey("run");
        Assert.Empty((await tracking.CreateRunAsync(new NewRun(run, ExperimentId.Default, "load"), Ct)).Problems);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => tracking.LogBatchAsync(
            run, new RunBatch { Params = new Dictionary<string, string> { ["p"] = (writer % 4).ToString(CultureInfo.InvariantCulture) } }, Ct)));
        Assert.Equal(Writers / 4, outcomes.Count(outcome => outcome.IsOk));
        Assert.All(outcomes.Where(outcome => !outcome.IsOk), outcome => Assert.Equal(("tracking.param-changed", ProblemKind.Conflict), (outcome.Problem!.Code, outcome.Problem.Kind)));
    }

    [Fact]
    public async Task Every_acknowledged_batch_survives_a_kill_whole()
    {
        var database = folder.File("killed.db");
        using var victim = new Victim("log-metrics", database);
        var said = new List<string>();
        while (said.Count < 200)
        {
            said.Add(await victim.HearAsync());
        }

        said.AddRange(await victim.KillAsync());
        using var tables = await OpenAsync(database);
        var tracking = Of(tables);
        foreach (var ofRun in said.Select(line => line.Split(' ')).GroupBy(words => RunId.Parse(words[0]), words => long.Parse(words[1], CultureInfo.InvariantCulture)))
        {
            var view = (await tracking.GetAsync(ofRun.Key, Ct)).Value;
            var stored = view.Params.Keys.Select(key => long.Parse(key[1..], CultureInfo.InvariantCulture)).ToHashSet();
            Assert.Subset(stored, ofRun.ToHashSet());
            foreach (var key in new[] { "m0", "m49" })
            {
                var history = (await tracking.MetricHistoryAsync(ofRun.Key, key, Ct)).Value;
                Assert.Equal(stored.Order(), history.Select(point => point.Step));
            }

            Assert.Equal(stored.Max() + 0.49, view.Metrics["m49"]);
        }
    }

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Empty tables; a suite that is derived for another engine opens those.</summary>
    protected virtual async Task<OpenedTables> OpenTablesAsync() => new(await OpenAsync(folder.File("load.db")));

    private static async Task<SqliteTables> OpenAsync(string path)
    {
        var tables = SqliteTables.Open(path, TimeProvider.System).Value;
        await tables.MigrateAsync(TrackingSetup.Schema.Module, TrackingSetup.Schema.Migrations, Ct);
        return tables;
    }

    private static ITracking Of(ITables tables) => TrackingSetup.Create(tables, new FixedTenant(TenantId.Default), TimeProvider.System);
}

/// <summary>Tables that are closed at the end of a test.</summary>
public sealed record OpenedTables(ITables Value) : IDisposable
{
    public void Dispose() => (Value as IDisposable)?.Dispose();
}
