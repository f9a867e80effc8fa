using System.Data.Common;
using System.Text.Json.Nodes;
using Dapper;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Events;
using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;
using Millrace.Registry.Models;
using Millrace.Registry.Versions;

namespace Millrace.Registry;

/// <summary>One write: what its caller may see of the tables, the ledger and the outbox, in one transaction.</summary>
internal sealed class RegistryWrite(DbTransaction transaction, string tenant, DateTimeOffset now, IOutbox outbox, Caller caller)
{
    public string Tenant => tenant;

    public string Actor => caller.Actor;

    public long NowMs { get; } = now.ToUnixTimeMilliseconds();

    private DbConnection Connection => transaction.Connection!;

    public int Execute(string sql, object values) => Connection.Execute(sql, values, transaction);

    public T? Scalar<T>(string sql, object values) => Connection.ExecuteScalar<T>(sql, values, transaction);

    public List<T> Query<T>(string sql, object values) => Connection.Query<T>(sql, values, transaction).AsList();

    public ModelRow? FindModel(string name) => Connection.QuerySingleOrDefault<ModelRow>(
        $"SELECT {ModelRow.Columns} FROM registered_models m WHERE m.tenant = @tenant AND m.name = @name AND m.deleted_ms IS NULL",
        new { tenant, name }, transaction);

    public Outcome<ModelRow> Model(string name) => FindModel(name) is { } row ? row : RegistryProblems.ModelNotFound(name, Names());

    public Outcome<ModelVersionRow> Version(string name, int version)
    {
        var row = Connection.QuerySingleOrDefault<ModelVersionRow>(
            $"""
            SELECT {ModelVersionRow.Columns} FROM {ModelVersionRow.From}
            WHERE v.tenant = @tenant AND m.name = @name AND m.deleted_ms IS NULL AND v.version = @version AND v.deleted_ms IS NULL
            """,
            new { tenant, name, version }, transaction);
        return row is not null ? row : RegistryProblems.VersionNotFound(name, version, NewestOf(name));
    }

    public bool IsPrompt(long model) => Scalar<long>(
        "SELECT COUNT(*) FROM registered_model_tags WHERE tenant = @tenant AND model = @model AND key = @key",
        new { tenant, model, key = PromptTags.IsPrompt }) > 0;

    public void Touch(long model) => Execute(
        "UPDATE registered_models SET updated_ms = @NowMs WHERE tenant = @Tenant AND model = @model", new { Tenant, model, NowMs });

    /// <summary>Adds a line to the model's ledger.</summary>
    public void Enter(
        long model, int? version, string kind, string? from, string? to, string reason, IReadOnlyList<Digest>? evidence = null, string subject = "")
    {
        var number = Scalar<long>(
            "UPDATE registered_models SET last_entry = last_entry + 1 WHERE tenant = @tenant AND model = @model RETURNING last_entry",
            new { tenant, model });
        Execute(
            """
            INSERT INTO model_ledger (tenant, model, number, version, kind, subject, from_value, to_value, actor, reason, evidence, at_ms)
            VALUES (@tenant, @model, @number, @version, @kind, @subject, @from, @to, @Actor, @reason, @evidence, @NowMs)
            """,
            new { tenant, model, number, version, kind, subject, from, to, Actor, reason, evidence = string.Join(' ', evidence ?? []), NowMs });
    }

    /// <summary>Adds an event to the outbox.</summary>
    public void Tell(string type, string model, int? version, JsonObject data) => outbox.Add(
        transaction,
        new LifecycleEvent(
            type, version is null ? $"models/{model}" : $"models/{model}/versions/{version}", caller.CorrelationId, data));

    private int NewestOf(string name) => Scalar<int?>(
        $"SELECT MAX(v.version) FROM {ModelVersionRow.From} WHERE v.tenant = @tenant AND m.name = @name AND m.deleted_ms IS NULL AND v.deleted_ms IS NULL",
        new { tenant, name }) ?? 0;

    private List<string> Names() => Query<string>(
        "SELECT name FROM registered_models WHERE tenant = @tenant AND deleted_ms IS NULL", new { tenant });
}
