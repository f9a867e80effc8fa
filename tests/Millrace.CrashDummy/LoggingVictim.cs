using System.Globalization;
using Millrace.Embedded.Tables;
using Millrace.Kernel.Identity;
using Millrace.Tracking;
using Millrace.Tracking.Contracts;

namespace Millrace.CrashDummy;

/// <summary>Logs batches to a few runs from many writers, and says each one that has been acknowledged.</summary>
internal static class LoggingVictim
{
    public static async Task<int> RunAsync(string database)
    {
        var tables = SqliteTables.Open(database, TimeProvider.System).Value;
        await tables.MigrateAsync(TrackingSetup.Schema.Module, TrackingSetup.Schema.Migrations, CancellationToken.None);
        var tracking = TrackingSetup.Create(tables, new FixedTenant(TenantId.Default), TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => LogAsync(tracking, writer)));
        return 0;
    }

    private static async Task LogAsync(ITracking tracking, int writer)
    {
        var run = RunId.FromKey(string.Create(CultureInfo.InvariantCulture, $"run {writer % 2}"));
        _ = (await tracking.CreateRunAsync(new NewRun(run, ExperimentId.Default, "killed"), CancellationToken.None)).Value;
        for (long step = writer; ; step += 8)
        {
            var batch = new RunBatch
            {
                Metrics = [.. Enumerable.Range(0, 50).Select(key => new MetricPoint(string.Create(CultureInfo.InvariantCulture, $"m{key}"), step + (key / 100.0), step, step))],
                Params = new Dictionary<string, string> { [string.Create(CultureInfo.InvariantCulture, $"p{step}")] = "1" },
            };
            _ = (await tracking.LogBatchAsync(run, batch, CancellationToken.None)).Value;
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run} {step}"));
            Console.Out.Flush();
        }
    }
}
