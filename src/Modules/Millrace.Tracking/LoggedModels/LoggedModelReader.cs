using System.Data.Common;
using System.Globalization;
using Dapper;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Tracking.Experiments;
using Millrace.Tracking.Metrics;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.LoggedModels;

/// <summary>Reads logged models.</summary>
internal sealed class LoggedModelReader(ITables tables, ITenantAccessor tenant, MetricKeys keys)
{
    private const string Select =
        "SELECT m.model_id AS Id, m.experiment_id AS Experiment, m.name AS Name, m.artifact_uri AS ArtifactUri, m.created_time AS CreatedAt, "
        + "m.updated_time AS UpdatedAt, m.status AS Status, m.model_type AS Type, m.source_run_id AS Run FROM logged_models m";

    /// <summary>A model that is not deleted.</summary>
    public async Task<Outcome<LoggedModelAnswer>> FindAsync(string model, CancellationToken ct)
    {
        var values = new DynamicParameters(new { Model = model, Deleted = Lifecycle.Deleted });
        var found = await ReadAsync("WHERE m.tenant = @Tenant AND m.model_id = @Model AND m.lifecycle_stage <> @Deleted", values, ct).ConfigureAwait(false);
        return found.Count == 0 ? LoggedModelProblems.NotFound(model) : found[0];
    }

    /// <summary>Where a model keeps its files.</summary>
    public async Task<Outcome<string>> LocationAsync(string model, CancellationToken ct) =>
        (await FindAsync(model, ct).ConfigureAwait(false)).Map(found => found.Info.ArtifactUri);

    /// <summary>The models of a query.</summary>
    /// <param name="rest">What follows the table <c>logged_models m</c>; from constants and compiled filters only.</param>
    /// <param name="values">Its parameters, without the tenant.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<List<LoggedModelAnswer>> ReadAsync(string rest, DynamicParameters values, CancellationToken ct)
    {
        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        values.Add("Tenant", tenant.Current.Value);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition($"{Select} {rest}", values, cancellationToken: ct)).ConfigureAwait(false)).AsList();
        var answers = new List<LoggedModelAnswer>(rows.Count);
        foreach (var row in rows)
        {
            answers.Add(await AnswerAsync(connection, row, ct).ConfigureAwait(false));
        }

        return answers;
    }

    private async Task<LoggedModelAnswer> AnswerAsync(DbConnection connection, Row row, CancellationToken ct)
    {
        var info = new LoggedModelInfo
        {
            ModelId = row.Id,
            ExperimentId = row.Experiment.ToString(CultureInfo.InvariantCulture),
            Name = row.Name,
            CreationTimestampMs = row.CreatedAt,
            LastUpdatedTimestampMs = row.UpdatedAt,
            ArtifactUri = row.ArtifactUri,
            Status = LoggedModelStatus.Wire(row.Status),
            ModelType = row.Type,
            SourceRunId = row.Run,
            Tags = await PairsAsync(connection, "logged_model_tags", row.Id, ct).ConfigureAwait(false),
        };
        return new LoggedModelAnswer(info, new LoggedModelData
        {
            Params = await PairsAsync(connection, "logged_model_params", row.Id, ct).ConfigureAwait(false),
            Metrics = await MetricsAsync(connection, row.Id, ct).ConfigureAwait(false),
        });
    }

    private static async Task<IReadOnlyList<TagEntry>?> PairsAsync(DbConnection connection, string table, string model, CancellationToken ct)
    {
        var pairs = await connection.QueryAsync<(string Key, string Value)>(new CommandDefinition(
            $"SELECT key, value FROM {table} WHERE model_id = @model ORDER BY key", new { model }, cancellationToken: ct)).ConfigureAwait(false);
        return pairs.Select(pair => new TagEntry(pair.Key, pair.Value)).ToList() is { Count: > 0 } list ? list : null;
    }

    private async Task<IReadOnlyList<LoggedModelMetric>?> MetricsAsync(DbConnection connection, string model, CancellationToken ct)
    {
        var rows = await connection.QueryAsync<(long Key, double Value, long IsNaN, long Timestamp, long Step, string Name, string Digest, string Run)>(
            new CommandDefinition(
                """
                SELECT f.key_no, f.value, f.is_nan, f.timestamp_ms, f.step, f.dataset_name, f.dataset_digest, r.run_id
                FROM model_metrics f JOIN runs r ON r.run_no = f.run_no WHERE f.model_id = @model AND r.tenant = @tenant
                ORDER BY f.key_no, f.timestamp_ms, f.step, f.value
                """,
                new { model, tenant = tenant.Current.Value },
                cancellationToken: ct)).ConfigureAwait(false);
        var metrics = rows.Select(row => new LoggedModelMetric
        {
            Key = keys.KeyOf(connection, row.Key),
            Value = row.IsNaN != 0 ? double.NaN : row.Value,
            Timestamp = row.Timestamp,
            Step = row.Step,
            DatasetName = row.Name.Length > 0 ? row.Name : null,
            DatasetDigest = row.Digest.Length > 0 ? row.Digest : null,
            ModelId = model,
            RunId = row.Run,
        }).ToList();
        return metrics.Count > 0 ? metrics : null;
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public long Experiment { get; init; }

        public string Name { get; init; } = "";

        public string ArtifactUri { get; init; } = "";

        public long CreatedAt { get; init; }

        public long UpdatedAt { get; init; }

        public string Status { get; init; } = "";

        public string? Type { get; init; }

        public string? Run { get; init; }
    }
}
