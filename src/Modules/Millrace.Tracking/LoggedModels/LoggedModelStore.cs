using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Experiments;
using Millrace.Tracking.Runs;
using Millrace.Tracking.Storage;

namespace Millrace.Tracking.LoggedModels;

/// <summary>Writes logged models.</summary>
internal sealed class LoggedModelStore(ITables tables, ITenantAccessor tenant, ExperimentStore experiments, TimeProvider clock) : ILoggedModels
{
    private const string VersionsTag = "mlflow.modelVersions";
    private const string OfModel = "WHERE tenant = @tenant AND model_id = @model";

    private string Tenant => tenant.Current.Value;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Adds a model without files.</summary>
    /// <returns>Its id.</returns>
    public Task<Outcome<string>> CreateAsync(NewLoggedModel added, CancellationToken ct) => tables.TryWriteAsync(
        transaction =>
        {
            var (experiment, _, location) = experiments.MustBeActive(transaction, added.Experiment);
            var id = "m-" + Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
            Statement.Of(
                transaction,
                """
                INSERT INTO logged_models (tenant, model_id, experiment_id, name, artifact_uri, created_time, updated_time, status, lifecycle_stage,
                    model_type, source_run_id)
                VALUES (@tenant, @model, @experiment, @name, @uri, @now, @now, @status, @stage, @type, @run)
                """)
                .With("tenant", Tenant).With("model", id).With("experiment", experiment)
                .With("name", string.IsNullOrEmpty(added.Name) ? RunNames.Of(RunId.Parse(id[2..])) : added.Name)
                .With("uri", string.Create(CultureInfo.InvariantCulture, $"{location.TrimEnd('/')}/models/{id}/artifacts")).With("now", Now)
                .With("status", LoggedModelStatus.Pending).With("stage", Lifecycle.Active).With("type", added.Type).With("run", added.Run).Run();
            AddParams(transaction, id, added.Params);
            SetTags(transaction, id, added.Tags);
            return id;
        },
        ct);

    public Task<Outcome<Done>> FinalizeAsync(string model, string status, CancellationToken ct) => ChangeAsync(
        model,
        transaction => Statement.Of(transaction, $"UPDATE logged_models SET status = @status, updated_time = @now {OfModel}")
            .With("status", status).With("now", Now).With("tenant", Tenant).With("model", model).Run(),
        ct);

    /// <summary>Hides a model from searches; nothing is lost.</summary>
    public Task<Outcome<Done>> DeleteAsync(string model, CancellationToken ct) => ChangeAsync(
        model,
        transaction => Statement.Of(transaction, $"UPDATE logged_models SET lifecycle_stage = @stage, updated_time = @now {OfModel}")
            .With("stage", Lifecycle.Deleted).With("now", Now).With("tenant", Tenant).With("model", model).Run(),
        ct);

    public Task<Outcome<Done>> LogParamsAsync(string model, IReadOnlyList<KeyValuePair<string, string>> added, CancellationToken ct) =>
        ChangeAsync(model, transaction => AddParams(transaction, model, added), ct);

    public Task<Outcome<Done>> SetTagsAsync(string model, IReadOnlyList<KeyValuePair<string, string>> tags, CancellationToken ct) =>
        ChangeAsync(model, transaction => SetTags(transaction, model, tags), ct);

    public Task<Outcome<Done>> DeleteTagAsync(string model, string key, CancellationToken ct) => ChangeAsync(
        model,
        transaction =>
        {
            if (Statement.Of(transaction, "DELETE FROM logged_model_tags WHERE model_id = @model AND key = @key")
                .With("model", model).With("key", key).Run() == 0)
            {
                throw new ProblemException(LoggedModelProblems.TagNotFound(model, key));
            }
        },
        ct);

    public Task<Outcome<Done>> AddVersionAsync(string model, string name, int version, CancellationToken ct) => ChangeAsync(
        model,
        transaction =>
        {
            var before = Statement.Of(transaction, "SELECT value FROM logged_model_tags WHERE model_id = @model AND key = @key")
                .With("model", model).With("key", VersionsTag).Text();
            var versions = before is null ? [] : JsonNode.Parse(before) as JsonArray ?? [];
            var own = new JsonObject { ["name"] = name, ["version"] = version };
            if (!versions.Any(known => JsonNode.DeepEquals(known, own)))
            {
                versions.Add((JsonNode)own);
                SetTags(transaction, model, [new(VersionsTag, versions.ToJsonString(JsonSerializerOptions.Default))]);
            }
        },
        ct);

    public Task<Outcome<LoggedModelOrigin>> OriginAsync(string model, CancellationToken ct) => tables.TryWriteAsync(
        transaction =>
        {
            using var row = Statement.Of(transaction, $"SELECT artifact_uri, source_run_id FROM logged_models {OfModel} AND lifecycle_stage = @stage")
                .With("tenant", Tenant).With("model", model).With("stage", Lifecycle.Active).Read();
            return row.Read()
                ? new LoggedModelOrigin(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1))
                : throw new ProblemException(LoggedModelProblems.NotFound(model));
        },
        ct);

    private Task<Outcome<Done>> ChangeAsync(string model, Action<DbTransaction> work, CancellationToken ct) => tables.TryWriteAsync(
        transaction =>
        {
            if (Statement.Of(transaction, $"SELECT COUNT(*) FROM logged_models {OfModel}").With("tenant", Tenant).With("model", model).Number() == 0)
            {
                throw new ProblemException(LoggedModelProblems.NotFound(model));
            }

            work(transaction);
        },
        ct);

    private static void AddParams(DbTransaction transaction, string model, IReadOnlyList<KeyValuePair<string, string>> added)
    {
        List<Problem> changed = [];
        foreach (var (key, value) in added)
        {
            if (Statement.Of(transaction, "INSERT INTO logged_model_params (model_id, key, value) VALUES (@model, @key, @value) ON CONFLICT DO NOTHING")
                    .With("model", model).With("key", key).With("value", value).Run() == 0
                && Statement.Of(transaction, "SELECT value FROM logged_model_params WHERE model_id = @model AND key = @key")
                    .With("model", model).With("key", key).Text() is { } old && old != value)
            {
                changed.Add(LoggedModelProblems.ParamChanged(model, key, old, value));
            }
        }

        if (changed.Count > 0)
        {
            throw new ProblemException(changed);
        }
    }

    private static void SetTags(DbTransaction transaction, string model, IReadOnlyList<KeyValuePair<string, string>> tags)
    {
        foreach (var (key, value) in tags)
        {
            Statement.Of(
                transaction,
                """
                INSERT INTO logged_model_tags (model_id, key, value) VALUES (@model, @key, @value)
                ON CONFLICT (model_id, key) DO UPDATE SET value = excluded.value
                """).With("model", model).With("key", key).With("value", value).Run();
        }
    }
}

/// <summary>A model to add; everything has been checked but the experiment.</summary>
internal sealed record NewLoggedModel(
    string Experiment, string? Name, string? Type, string? Run, IReadOnlyList<KeyValuePair<string, string>> Params,
    IReadOnlyList<KeyValuePair<string, string>> Tags);
