using Millrace.ContractSuites;
using Millrace.Embedded.Tables;
using Millrace.Kernel.Identity;
using Millrace.Tracking;
using Millrace.Tracking.Contracts;

namespace Millrace.Tests.Tracking.Metrics;

public sealed class MetricWriterTests : IAsyncLifetime
{
    private static readonly RunId Run = RunId.FromKey("run");
    private readonly TempFolder folder = new();
    private readonly SqliteTables tables;
    private readonly ITracking tracking;

    public MetricWriterTests()
    {
        tables = SqliteTables.Open(folder.File("tracking.db"), TimeProvider.System).Value;
        tracking = TrackingSetup.Create(tables, new FixedTenant(TenantId.Default), TimeProvider.System);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_history_is_by_step_then_time_with_NaN_and_infinity_as_they_were()
    {
        MetricPoint[] points = [new("m", 3, 30, 1), new("m", double.NaN, 10, 0), new("m", double.PositiveInfinity, 20, 0), new("m", 0, 10, 0)];
        await LogAsync(points);
        Assert.Equal(
            [(0L, 10L, 0.0), (0L, 10L, double.NaN), (0L, 20L, double.PositiveInfinity), (1L, 30L, 3.0)],
            (await HistoryAsync("m")).Select(p => (p.Step, p.TimestampMs, p.Value)).OrderBy(p => p.Step).ThenBy(p => p.TimestampMs).ThenBy(p => double.IsNaN(p.Value)));
    }

    [Fact]
    public async Task The_same_point_again_is_no_second_one()
    {
        await LogAsync(new MetricPoint("m", 1, 5, 2));
        await LogAsync(new MetricPoint("m", 1, 5, 2), new MetricPoint("m", 1, 6, 2));
        Assert.Equal(2, (await HistoryAsync("m")).Count);
    }

    [Fact]
    public async Task The_latest_value_is_that_of_the_greatest_step_then_time_then_value_whatever_the_order_of_logging()
    {
        var random = new Random(7);
        var all = new List<MetricPoint>();
        for (var batch = 0; batch < 30; batch++)
        {
            var points = Enumerable.Range(0, random.Next(1, 6)).Select(_ => new MetricPoint(
                $"m{random.Next(3)}", random.Next(5) - 2, random.Next(4), random.Next(4))).ToArray();
            all.AddRange(points);
            await LogAsync(points);
        }

        var expected = all.GroupBy(p => p.Key).ToDictionary(
            of => of.Key, of => of.OrderBy(p => p.Step).ThenBy(p => p.TimestampMs).ThenBy(p => p.Value).Last().Value);
        Assert.Equal(expected.OrderBy(p => p.Key), (await tracking.GetAsync(Run, Ct)).Value.Metrics.OrderBy(p => p.Key));
    }

    [Fact]
    public async Task A_latest_value_may_be_NaN()
    {
        await LogAsync(new MetricPoint("m", 1, 5, 2), new MetricPoint("m", double.NaN, 6, 3));
        Assert.Equal(double.NaN, (await tracking.GetAsync(Run, Ct)).Value.Metrics["m"]);
    }

    [Fact]
    public async Task A_batch_of_thousands_is_logged_whole()
    {
        await LogAsync([.. Enumerable.Range(0, 5000).Select(i => new MetricPoint($"train.m{i % 10}", i, 1, i / 10))]);
        Assert.Equal(500, (await HistoryAsync("train.m3")).Count);
        Assert.Equal(4993, (await tracking.GetAsync(Run, Ct)).Value.Metrics["train.m3"]);
    }

    public async ValueTask InitializeAsync()
    {
        await tables.MigrateAsync(TrackingSetup.Schema.Module, TrackingSetup.Schema.Migrations, default);
        Assert.Empty((await tracking.CreateRunAsync(new NewRun(Run, ExperimentId.Default, "run"), Ct)).Problems);
    }

    public ValueTask DisposeAsync()
    {
        tables.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task LogAsync(params MetricPoint[] points) =>
        Assert.Empty((await tracking.LogBatchAsync(Run, new RunBatch { Metrics = points }, Ct)).Problems);

    private async Task<IReadOnlyList<MetricPoint>> HistoryAsync(string key) => (await tracking.MetricHistoryAsync(Run, key, Ct)).Value;
}
