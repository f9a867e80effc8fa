using System.Globalization;
using Millrace.ContractSuites;
using Millrace.Data.Contracts;
using Millrace.DuckDb;
using Millrace.Embedded.Blobs;
using Millrace.Embedded.Tables;
using Millrace.Features;
using Millrace.Features.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Resources;
using Millrace.Kernel.Steps;

namespace Millrace.Tests.Features;

/// <summary>Made-up prepared trips in a blob store, and the module's steps to run over them.</summary>
public sealed class TripData : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly SqliteTables tables;
    private readonly DuckDatabase database = DuckDatabase.Open(null, new DuckDbOptions { Threads = 1 });
    private int scratchCount;

    public TripData()
    {
        Blobs = new FileBlobStore(folder.File("blobs"));
        tables = SqliteTables.Open(folder.File("tables.db"), TimeProvider.System).Value;
        Connection = database.Connect();
    }

    public FileBlobStore Blobs { get; }

    public DuckConnection Connection { get; }

    internal SqliteTables Tables => tables;

    /// <summary>Rows for VALUES, in the columns' order without region and derived ones, in ascending time.</summary>
    public static string RandomRows(int count, int seed)
    {
        var random = new Random(seed);
        var at = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        string[] places = ["A", "B", "C", "D"];
        return string.Join(", ", Enumerable.Range(0, count).Select(_ =>
        {
            at = at.AddMinutes(random.Next(4) == 0 ? 0 : random.Next(1, 120));
            var minutes = random.Next(9) == 0 ? "NULL" : random.Next(-10, 60).ToString(CultureInfo.InvariantCulture);
            var price = random.Next(9) == 0 ? "NULL" : (random.NextDouble() * 100).ToString("R", CultureInfo.InvariantCulture);
            var fee = random.Next(0, 10_000) / 100m;
            return string.Create(CultureInfo.InvariantCulture,
                $"(TIMESTAMP '{at:yyyy-MM-dd HH:mm:ss}', '{places[random.Next(4)]}', '{places[random.Next(4)]}', {minutes}, {price}::DOUBLE, {fee})");
        }));
    }

    /// <summary>The prepared rows as a stored dataset version; derived columns are computed as the definitions say.</summary>
    public async Task<ArtifactRef> PreparedAsync(string values, string change = "*")
    {
        var path = folder.File($"prepared-{Guid.NewGuid():N}.parquet");
        Connection.Execute(
            $"""
            COPY (SELECT {change} FROM (SELECT began, place, goal, minutes::BIGINT AS minutes, price, fee::DECIMAL(9,2) AS fee, 'r' || place AS region,
                         began + to_minutes(30 + (_row_id * 37 % 400)) AS known_at, minutes > 15 AS is_late, (hour(began) // 6)::INTEGER AS slot,
                         began::DATE AS day, _row_id
                  FROM (SELECT *, row_number() OVER () - 1 AS _row_id FROM (VALUES {values}) AS v(began, place, goal, minutes, price, fee)))
                  ORDER BY began, _row_id)
            TO {DuckSql.QuoteLiteral(path)}
            """);
        var rows = Connection.Scalar<long>("SELECT count(*) FROM read_parquet(?)", path);
        return await StoreAsync("trips", TripSpecs.Columns, path, rows);
    }

    /// <summary>Runs <c>features.build</c>.</summary>
    internal async Task<Outcome<StepResult>> BuildAsync(ArtifactRef dataset, FeatureSetSpec? spec = null)
    {
        var path = folder.File($"regions-{Guid.NewGuid():N}.parquet");
        Connection.Execute($"COPY (SELECT * FROM (VALUES ('A', 'rA'), ('B', 'rB')) AS v(place, region)) TO {DuckSql.QuoteLiteral(path)}");
        var lookup = await StoreAsync("regions", [new("place", "varchar"), new("region", "varchar")], path, 2);
        return await RunAsync("features.build", spec ?? TripSpecs.Set, new() { ["dataset"] = dataset, ["lookup:regions"] = lookup });
    }

    /// <summary>Runs a step of the module.</summary>
    internal async Task<Outcome<StepResult>> RunAsync<T>(string kind, T parameters, Dictionary<string, ArtifactRef> inputs)
    {
        await tables.MigrateAsync(FeaturesSetup.Schema.Module, FeaturesSetup.Schema.Migrations, default);
        var steps = FeaturesSetup.Steps(tables, new FixedTenant(TenantId.Default), TimeProvider.System);
        var scratch = Directory.CreateDirectory(folder.File($"scratch-{scratchCount++}")).FullName;
        return await steps.Single(step => step.Kind == kind).RunAsync(
            new StepContext
            {
                PipelineRun = PipelineRunId.New(TimeProvider.System),
                Workflow = "trips",
                StepId = kind,
                IdempotencyKey = Digest.Of(kind),
                Parameters = System.Text.Json.JsonSerializer.SerializeToElement(parameters, CanonicalJson.Options),
                Inputs = inputs,
                Blobs = Blobs,
                Scratch = scratch,
                Budget = new ResourceBudget(2, 1_000_000_000),
                Progress = (_, _) => { },
            }, default);
    }

    /// <summary>Every column of a built training set.</summary>
    internal async Task<(TrainingSet Set, ColumnSet Columns)> TrainingSetAsync(StepResult result)
    {
        var set = await Blobs.GetJsonAsync<TrainingSet>(result.Outputs["training_set"].Digest, default);
        var path = await Blobs.GetLocalPathAsync(set.File.Digest, default);
        return (set, Connection.ReadColumns($"SELECT * FROM read_parquet({DuckSql.QuoteLiteral(path)})"));
    }

    /// <summary>SQL of a stored dataset, to stand after FROM.</summary>
    public async Task<string> FromAsync(ArtifactRef dataset) =>
        await DatasetSql.FromAsync(await Blobs.GetJsonAsync<DatasetVersion>(dataset.Digest, default), Blobs, default);

    public void Dispose()
    {
        Connection.Dispose();
        database.Dispose();
        tables.Dispose();
        folder.Dispose();
    }

    private async Task<ArtifactRef> StoreAsync(string name, IReadOnlyList<DatasetColumn> columns, string path, long rowCount)
    {
        var blob = await Blobs.PutFileAsync(path, default);
        var version = new DatasetVersion(
            1, name, columns, [new DatasetFile(blob, "parquet", rowCount)], rowCount, null, null, new Dictionary<string, Digest>(), null);
        var document = await Blobs.PutJsonAsync(version, default);
        return new ArtifactRef(DatasetVersion.ArtifactType, document.Digest, [blob.Digest]);
    }
}

