using System.Text.Json.Nodes;
using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;
using Millrace.Registry.Ledger;
using Millrace.Registry.Versions;

namespace Millrace.Registry.Models;

/// <summary>Renames, describes, tags and deletes a model.</summary>
internal sealed class ChangeModel(RegistryWriter writer)
{
    /// <summary>The name changes, the number stays: versions, tags and the ledger keep belonging to it.</summary>
    public async Task<Outcome<Done>> RenameAsync(Caller caller, string name, string newName, CancellationToken ct)
    {
        var problems = CreateModel.NameProblems("new_name", newName).ToList();
        return problems.Count > 0 ? Outcome<Done>.Failed(problems) : await writer.RunAsync(caller, write => Rename(write, name, newName), ct);
    }

    public Task<Outcome<Done>> DescribeAsync(Caller caller, string name, string? description, CancellationToken ct) => writer.RunAsync(
        caller,
        write => write.Model(name).Map(model =>
        {
            write.Execute(
                "UPDATE registered_models SET description = @description, updated_ms = @NowMs WHERE tenant = @Tenant AND model = @Model",
                new { write.Tenant, model.Model, description, write.NowMs });
            return Done.Value;
        }),
        ct);

    public Task<Outcome<Done>> DeleteAsync(Caller caller, string name, CancellationToken ct) => writer.RunAsync(
        caller,
        write => write.Model(name).Map(model =>
        {
            Delete(write, model);
            return Done.Value;
        }),
        ct);

    public async Task<Outcome<Done>> SetTagAsync(Caller caller, string name, string key, string value, CancellationToken ct)
    {
        var problems = TagRules.Check([KeyValuePair.Create(key, value)]);
        return problems.Count > 0 ? Outcome<Done>.Failed(problems) : await writer.RunAsync(
            caller,
            write => write.Model(name).Map(model =>
            {
                write.Execute(
                    """
                    INSERT INTO registered_model_tags (tenant, model, key, value) VALUES (@Tenant, @Model, @key, @value)
                    ON CONFLICT (tenant, model, key) DO UPDATE SET value = excluded.value
                    """,
                    new { write.Tenant, model.Model, key, value });
                TellOfTag(write, model, RegistryEvents.PromptTagSet, new JsonObject { ["name"] = name, ["key"] = key, ["value"] = value });
                return Done.Value;
            }),
            ct);
    }

    public async Task<Outcome<Done>> DeleteTagAsync(Caller caller, string name, string key, CancellationToken ct)
    {
        var problems = TagRules.KeyProblems(key).ToList();
        return problems.Count > 0 ? Outcome<Done>.Failed(problems) : await writer.RunAsync(
            caller,
            write => write.Model(name).Map(model =>
            {
                TellOfTag(write, model, RegistryEvents.PromptTagDeleted, new JsonObject { ["name"] = name, ["key"] = key });
                write.Execute(
                    "DELETE FROM registered_model_tags WHERE tenant = @Tenant AND model = @Model AND key = @key",
                    new { write.Tenant, model.Model, key });
                return Done.Value;
            }),
            ct);
    }

    // MLflow's webhooks tell of a prompt's tags, but not of a model's.
    private static void TellOfTag(RegistryWrite write, ModelRow model, string type, JsonObject data)
    {
        if (write.IsPrompt(model.Model))
        {
            write.Tell(type, model.Name, null, data);
        }
    }

    private static Outcome<Done> Rename(RegistryWrite write, string name, string newName)
    {
        var found = write.Model(name);
        if (!found.IsOk)
        {
            return found.As<Done>();
        }

        CreateModel.NextNumber(write);
        if (newName != name && write.FindModel(newName) is { } there)
        {
            return RegistryProblems.ModelExists(newName, write.IsPrompt(there.Model));
        }

        var model = found.Value.Model;
        write.Execute(
            "UPDATE registered_models SET name = @newName, updated_ms = @NowMs WHERE tenant = @Tenant AND model = @model",
            new { write.Tenant, model, newName, write.NowMs });
        write.Execute(
            "UPDATE model_versions SET updated_ms = @NowMs WHERE tenant = @Tenant AND model = @model AND deleted_ms IS NULL",
            new { write.Tenant, model, write.NowMs });
        if (newName != name)
        {
            write.Enter(model, null, LedgerKind.Renamed, name, newName, "The model was renamed.");
        }

        return Done.Value;
    }

    private static void Delete(RegistryWrite write, ModelRow model)
    {
        var versions = write.Query<ModelVersionRow>(
            $"SELECT {ModelVersionRow.Columns} FROM {ModelVersionRow.From} WHERE v.tenant = @Tenant AND v.model = @Model AND v.deleted_ms IS NULL",
            new { write.Tenant, model.Model });
        foreach (var version in versions)
        {
            DeleteVersion.Delete(write, version, "Its model was deleted.");
        }

        write.Enter(model.Model, null, LedgerKind.Deleted, model.Name, null, "The model was deleted.");
        write.Execute(
            "UPDATE registered_models SET deleted_ms = @NowMs, updated_ms = @NowMs WHERE tenant = @Tenant AND model = @Model",
            new { write.Tenant, model.Model, write.NowMs });
    }
}
