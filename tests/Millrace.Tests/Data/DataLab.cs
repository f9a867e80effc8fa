using System.Text.Json;
using Millrace.ContractSuites;
using Millrace.Data;
using Millrace.Data.Contracts;
using Millrace.DuckDb;
using Millrace.Embedded.Blobs;
using Millrace.Embedded.Tables;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Resources;
using Millrace.Kernel.Steps;

namespace Millrace.Tests.Data;

/// <summary>The data module with real adapters in a folder of its own.</summary>
public sealed class DataLab : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly SqliteTables tables;
    private int stepCount;

    private DataLab()
    {
        Blobs = new FileBlobStore(Path.Combine(folder.Path, "blobs"));
        tables = SqliteTables.Open(Path.Combine(folder.Path, "state.db"), TimeProvider.System).Value;
    }

    public FileBlobStore Blobs { get; }

    public ResourceBudget Budget { get; set; } = new(2, 1_000_000_000);

    public StepClock Clock { get; } = new();

    public IDataCatalog Catalog => DataSetup.Catalog(tables, Blobs, new FixedTenant(TenantId.Default));

    public static async Task<DataLab> OpenAsync()
    {
        var lab = new DataLab();
        await lab.tables.MigrateAsync(DataSetup.Schema.Module, DataSetup.Schema.Migrations, CancellationToken.None);
        return lab;
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    public string WriteParquet(string name, string query)
    {
        var path = Path.Combine(folder.Path, name);
        using var database = DuckDatabase.Open();
        using var connection = database.Connect();
        connection.Execute($"COPY ({query}) TO {DuckSql.QuoteLiteral(path)} (FORMAT parquet)");
        return path;
    }

    public Task<Outcome<StepResult>> IngestAsync(string name, string path, string format, IReadOnlyList<string>? personal = null) =>
        RunAsync("data.ingest", new IngestSpec(name, path, format, personal), []);

    public async Task<ArtifactRef> IngestedAsync(string name, string query)
    {
        var result = await IngestAsync(name, WriteParquet($"{name}-{stepCount}.parquet", query), "parquet");
        return result.Value.Outputs["dataset"];
    }

    public Task<Outcome<StepResult>> ValidateAsync(PrepareSpec spec, ArtifactRef dataset, params (string Source, ArtifactRef Version)[] others)
    {
        var inputs = others.ToDictionary(other => $"lookup:{other.Source}", other => other.Version);
        inputs["dataset"] = dataset;
        return RunAsync("data.validate", spec, inputs);
    }

    public Task<T> ReadAsync<T>(ArtifactRef artifact)
        where T : IArtifact => Millrace.Kernel.Blobs.BlobDocuments.GetJsonAsync<T>(Blobs, artifact.Digest, CancellationToken.None);

    /// <summary>Rows of a dataset version as text, columns joined by <c>|</c>; NULL is empty.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(ArtifactRef artifact, string columns)
    {
        var version = await ReadAsync<DatasetVersion>(artifact);
        var from = await DatasetSql.FromAsync(version, Blobs, CancellationToken.None);
        using var database = DuckDatabase.Open();
        using var connection = database.Connect();
        var list = string.Join(" || '|' || ", columns.Split(',').Select(column => $"coalesce(CAST({column.Trim()} AS VARCHAR), '')"));
        return [.. connection.Rows($"SELECT {list} FROM {from}").Select(row => (string)row[0]!)];
    }

    public void Dispose()
    {
        tables.Dispose();
        folder.Dispose();
    }

    private Task<Outcome<StepResult>> RunAsync<T>(string kind, T parameters, Dictionary<string, ArtifactRef> inputs)
    {
        var scratch = Path.Combine(folder.Path, $"scratch-{stepCount++}");
        Directory.CreateDirectory(scratch);
        var step = DataSetup.Steps(tables, new FixedTenant(TenantId.Default), Clock).Single(step => step.Kind == kind);
        return step.RunAsync(
            new StepContext
            {
                PipelineRun = default,
                Workflow = "test",
                StepId = kind,
                IdempotencyKey = Digest.Of(kind),
                Parameters = JsonSerializer.SerializeToElement(parameters, CanonicalJson.Options),
                Inputs = inputs,
                Blobs = Blobs,
                Scratch = scratch,
                Budget = Budget,
                Progress = (_, _) => { },
            },
            CancellationToken.None);
    }
}

/// <summary>A clock that moves only when told to.</summary>
public sealed class StepClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
