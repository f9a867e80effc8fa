using System.Text.Json.Nodes;
using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;
using Millrace.Registry.Ledger;
using Millrace.Registry.Versions;

namespace Millrace.Registry.Promotion;

/// <summary>Moves a version and writes the ledger, in one transaction. Every way to move a version goes through here: steps, commands
/// and MLflow's API.</summary>
internal sealed class MoveStage(RegistryWriter writer)
{
    public Task<Outcome<Done>> HandleAsync(StageMove move, CancellationToken ct) => writer.RunAsync(
        new Caller(move.Actor, move.CorrelationId), write => Move(write, move), ct);

    /// <summary>Brings a version back to Production past the guard: it was there before, and going back must not wait for people.</summary>
    public static Outcome<Done> Restore(RegistryWrite write, StageMove move) => write.Version(move.Model, move.Version).Map(row => Apply(write, row, move));

    private static Outcome<Done> Move(RegistryWrite write, StageMove move)
    {
        var found = write.Version(move.Model, move.Version);
        if (!found.IsOk)
        {
            return found.As<Done>();
        }

        var row = found.Value;
        if (row.InStage != move.To && row.IsGuarded && PromotionGuard.Check(write, row, move) is { Count: > 0 } problems)
        {
            return Outcome<Done>.Failed(problems);
        }

        return Apply(write, row, move);
    }

    private static Done Apply(RegistryWrite write, ModelVersionRow row, StageMove move)
    {
        if (move.ArchivesOthers ?? move.To == Stage.Production)
        {
            ArchiveOthers(write, row, move);
        }

        Write(write, row, move.To, move);
        write.Touch(row.Model);
        return Done.Value;
    }

    private static void ArchiveOthers(RegistryWrite write, ModelVersionRow moved, StageMove move)
    {
        var others = write.Query<ModelVersionRow>(
            $"""
            SELECT {ModelVersionRow.Columns} FROM {ModelVersionRow.From}
            WHERE v.tenant = @Tenant AND v.model = @Model AND v.version <> @Version AND v.stage = @stage AND v.deleted_ms IS NULL
            ORDER BY v.version
            """,
            new { write.Tenant, moved.Model, moved.Version, stage = move.To.ToString() });
        foreach (var other in others)
        {
            Write(write, other, Stage.Archived, move with { Reason = $"Version {move.Version} took its place.", Evidence = [] });
        }
    }

    private static void Write(RegistryWrite write, ModelVersionRow row, Stage to, StageMove move)
    {
        var from = row.InStage;
        if (from == to)
        {
            write.Execute(
                "UPDATE model_versions SET updated_ms = @NowMs WHERE tenant = @Tenant AND model = @Model AND version = @Version",
                new { write.Tenant, row.Model, row.Version, write.NowMs });
            return;
        }

        write.Execute(
            """
            UPDATE model_versions SET stage = @to, stage_since_ms = @NowMs, updated_ms = @NowMs
            WHERE tenant = @Tenant AND model = @Model AND version = @Version
            """,
            new { write.Tenant, row.Model, row.Version, write.NowMs, to = to.ToString() });
        write.Enter(row.Model, row.Number, LedgerKind.Stage, from.ToString(), to.ToString(), move.Reason, move.Evidence);
        write.Tell(RegistryEvents.StageChanged, row.Name, row.Number, new JsonObject
        {
            ["model"] = row.Name,
            ["version"] = row.Number,
            ["from"] = from.ToString(),
            ["to"] = to.ToString(),
            ["actor"] = write.Actor,
            ["reason"] = move.Reason,
        });
    }
}
