using System.Text.Json.Nodes;
using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;
using Millrace.Registry.Ledger;
using Millrace.Registry.Models;

namespace Millrace.Registry.Aliases;

/// <summary>Points an alias at a version, or at none; the ledger keeps each move.</summary>
internal sealed class MoveAlias(RegistryWriter writer)
{
    public async Task<Outcome<Done>> SetAsync(Caller caller, string name, string alias, int version, CancellationToken ct)
    {
        var problems = AliasRules.Check(alias);
        if (AliasRules.IsReserved(alias))
        {
            problems.Add(RegistryProblems.AliasReserved(alias));
        }

        return problems.Count > 0
            ? Outcome<Done>.Failed(problems)
            : await writer.RunAsync(caller, write => Set(write, name, alias, version), ct);
    }

    public async Task<Outcome<Done>> DeleteAsync(Caller caller, string name, string alias, CancellationToken ct) =>
        AliasRules.Check(alias) is { Count: > 0 } problems
            ? Outcome<Done>.Failed(problems)
            : await writer.RunAsync(caller, write => write.Model(name).Map(model => Delete(write, model, alias)), ct);

    private static Outcome<Done> Set(RegistryWrite write, string name, string alias, int version)
    {
        var found = write.Version(name, version);
        if (!found.IsOk)
        {
            return found.As<Done>();
        }

        var model = found.Value.Model;
        var before = Aliased(write, model, alias);
        write.Execute(
            """
            INSERT INTO model_aliases (tenant, model, alias, version) VALUES (@Tenant, @model, @alias, @version)
            ON CONFLICT (tenant, model, alias) DO UPDATE SET version = excluded.version
            """,
            new { write.Tenant, model, alias, version });
        if (before != version)
        {
            Record(write, model, name, alias, before, version);
        }

        write.Tell(
            write.IsPrompt(model) ? RegistryEvents.PromptAliasCreated : RegistryEvents.AliasCreated, name, version,
            new JsonObject { ["name"] = name, ["alias"] = alias, ["version"] = $"{version}" });
        return Done.Value;
    }

    private static Done Delete(RegistryWrite write, ModelRow model, string alias)
    {
        if (Aliased(write, model.Model, alias) is not { } before)
        {
            return Done.Value;
        }

        write.Execute(
            "DELETE FROM model_aliases WHERE tenant = @Tenant AND model = @Model AND alias = @alias", new { write.Tenant, model.Model, alias });
        Record(write, model.Model, model.Name, alias, before, null);
        write.Tell(
            write.IsPrompt(model.Model) ? RegistryEvents.PromptAliasDeleted : RegistryEvents.AliasDeleted, model.Name, null,
            new JsonObject { ["name"] = model.Name, ["alias"] = alias });
        return Done.Value;
    }

    private static int? Aliased(RegistryWrite write, long model, string alias) => write.Scalar<int?>(
        "SELECT version FROM model_aliases WHERE tenant = @Tenant AND model = @model AND alias = @alias", new { write.Tenant, model, alias });

    private static void Record(RegistryWrite write, long model, string name, string alias, int? before, int? after)
    {
        var reason = after is null ? "The alias was taken away." : "The alias was set.";
        write.Enter(model, after ?? before, LedgerKind.Alias, before?.ToString(System.Globalization.CultureInfo.InvariantCulture), after?.ToString(System.Globalization.CultureInfo.InvariantCulture), reason, subject: alias);
        write.Tell(RegistryEvents.AliasMoved, name, after ?? before, new JsonObject
        {
            ["model"] = name,
            ["alias"] = alias,
            ["from"] = before,
            ["to"] = after,
            ["actor"] = write.Actor,
        });
    }
}
