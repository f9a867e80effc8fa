using System.Data.Common;
using Dapper;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;
using Millrace.Registry.Models;

namespace Millrace.Registry.Promotion;

/// <summary>Moves a version along the promotion path and writes the ledger, in one transaction.</summary>
internal sealed class MoveStage(TimeProvider clock)
{
    public Outcome<ModelVersion> Handle(DbTransaction transaction, TenantId tenant, StageMove move)
    {
        var connection = transaction.Connection!;
        var row = connection.QuerySingleOrDefault<ModelVersionRow>(
            $"SELECT {ModelVersionRow.Columns} FROM model_versions WHERE tenant = @tenant AND model = @Model AND version = @Version",
            new { tenant = tenant.Value, move.Model, move.Version }, transaction);
        if (row is null)
        {
            return Missing(connection, transaction, tenant, move);
        }

        var version = row.ToVersion();
        if (version.Stage == move.To)
        {
            return version;
        }

        if (!PromotionPath.Allows(version.Stage, move.To))
        {
            return RegistryProblems.MoveNotAllowed(move, version.Stage);
        }

        if (move.To == Stage.Production)
        {
            ArchiveCurrent(transaction, tenant, move);
        }

        Write(transaction, tenant, move, version.Stage);
        return version with { Stage = move.To };
    }

    private static Problem Missing(DbConnection connection, DbTransaction transaction, TenantId tenant, StageMove move)
    {
        var newest = connection.ExecuteScalar<int?>(
            "SELECT MAX(version) FROM model_versions WHERE tenant = @tenant AND model = @Model",
            new { tenant = tenant.Value, move.Model }, transaction);
        return newest is { } number
            ? RegistryProblems.VersionNotFound(move.Model, move.Version, number)
            : RegistryProblems.ModelNotFound(move.Model, connection.Query<string>(
                "SELECT name FROM registered_models WHERE tenant = @tenant", new { tenant = tenant.Value }, transaction));
    }

    private void ArchiveCurrent(DbTransaction transaction, TenantId tenant, StageMove move)
    {
        var current = transaction.Connection!.Query<int>(
            "SELECT version FROM model_versions WHERE tenant = @tenant AND model = @Model AND stage = 'Production'",
            new { tenant = tenant.Value, move.Model }, transaction).ToList();
        foreach (var version in current)
        {
            var reason = $"Version {move.Version} took its place.";
            Write(transaction, tenant, move with { Version = version, To = Stage.Archived, Reason = reason }, Stage.Production);
        }
    }

    private void Write(DbTransaction transaction, TenantId tenant, StageMove move, Stage from)
    {
        var connection = transaction.Connection!;
        var values = new
        {
            tenant = tenant.Value,
            move.Model,
            move.Version,
            from = from.ToString(),
            to = move.To.ToString(),
            move.Actor,
            move.Reason,
            evidence = string.Join(' ', move.Evidence.Select(digest => digest.ToString())),
            nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        connection.Execute(
            "UPDATE model_versions SET stage = @to, stage_since_ms = @nowMs WHERE tenant = @tenant AND model = @Model AND version = @Version",
            values, transaction);
        connection.Execute(
            """
            INSERT INTO stage_transitions (tenant, model, number, version, from_stage, to_stage, actor, reason, evidence, at_ms)
            SELECT @tenant, @Model, COALESCE(MAX(number), 0) + 1, @Version, @from, @to, @Actor, @Reason, @evidence, @nowMs
            FROM stage_transitions WHERE tenant = @tenant AND model = @Model
            """,
            values, transaction);
    }
}
