using System.Text.Json.Nodes;
using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;
using Millrace.Registry.Ledger;

namespace Millrace.Registry.Versions;

/// <summary>Takes a version away. Its row stays for the ledger; its number and its key are not used again.</summary>
internal sealed class DeleteVersion(RegistryWriter writer)
{
    public Task<Outcome<Done>> HandleAsync(Caller caller, string name, int version, CancellationToken ct) => writer.RunAsync(
        caller,
        write => write.Version(name, version).Map(row =>
        {
            Delete(write, row, "The version was deleted.");
            write.Touch(row.Model);
            return Done.Value;
        }),
        ct);

    public static void Delete(RegistryWrite write, ModelVersionRow row, string reason)
    {
        var aliases = write.Query<string>(
            "SELECT alias FROM model_aliases WHERE tenant = @Tenant AND model = @Model AND version = @Version ORDER BY alias",
            new { write.Tenant, row.Model, row.Version });
        foreach (var alias in aliases)
        {
            write.Enter(row.Model, row.Number, LedgerKind.Alias, $"{row.Version}", null, reason, subject: alias);
            write.Tell(RegistryEvents.AliasMoved, row.Name, row.Number, new JsonObject
            {
                ["model"] = row.Name,
                ["alias"] = alias,
                ["from"] = row.Number,
                ["to"] = null,
                ["actor"] = write.Actor,
            });
        }

        write.Execute(
            "DELETE FROM model_aliases WHERE tenant = @Tenant AND model = @Model AND version = @Version",
            new { write.Tenant, row.Model, row.Version });
        write.Execute(
            """
            UPDATE model_versions SET deleted_ms = @NowMs, updated_ms = @NowMs, idempotency_key = NULL
            WHERE tenant = @Tenant AND model = @Model AND version = @Version
            """,
            new { write.Tenant, row.Model, row.Version, write.NowMs });
        write.Enter(row.Model, row.Number, LedgerKind.Deleted, row.Stage, null, reason);
        write.Tell(RegistryEvents.VersionDeleted, row.Name, row.Number, new JsonObject
        {
            ["model"] = row.Name,
            ["version"] = row.Number,
            ["stage"] = row.Stage,
            ["actor"] = write.Actor,
        });
    }
}
