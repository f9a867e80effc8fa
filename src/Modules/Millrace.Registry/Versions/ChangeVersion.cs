using System.Text.Json.Nodes;
using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;
using Millrace.Registry.Models;

namespace Millrace.Registry.Versions;

/// <summary>Describes and tags a version.</summary>
internal sealed class ChangeVersion(RegistryWriter writer)
{
    public Task<Outcome<Done>> DescribeAsync(Caller caller, string name, int version, string? description, CancellationToken ct) => writer.RunAsync(
        caller,
        write => write.Version(name, version).Map(row =>
        {
            write.Execute(
                """
                UPDATE model_versions SET description = @description, updated_ms = @NowMs
                WHERE tenant = @Tenant AND model = @Model AND version = @Version
                """,
                new { write.Tenant, row.Model, row.Version, description, write.NowMs });
            return Done.Value;
        }),
        ct);

    public async Task<Outcome<Done>> SetTagAsync(Caller caller, string name, int version, string key, string value, CancellationToken ct)
    {
        var problems = TagRules.Check([KeyValuePair.Create(key, value)]);
        return problems.Count > 0 ? Outcome<Done>.Failed(problems) : await writer.RunAsync(
            caller,
            write => write.Version(name, version).Map(row =>
            {
                SetTag(write, row.Model, version, key, value);
                var data = new JsonObject { ["name"] = name, ["version"] = $"{version}", ["key"] = key, ["value"] = value };
                write.Tell(write.IsPrompt(row.Model) ? RegistryEvents.PromptVersionTagSet : RegistryEvents.VersionTagSet, name, version, data);
                return Done.Value;
            }),
            ct);
    }

    public async Task<Outcome<Done>> DeleteTagAsync(Caller caller, string name, int version, string key, CancellationToken ct)
    {
        var problems = TagRules.KeyProblems(key).ToList();
        return problems.Count > 0 ? Outcome<Done>.Failed(problems) : await writer.RunAsync(
            caller,
            write => write.Version(name, version).Map(row =>
            {
                write.Execute(
                    "DELETE FROM model_version_tags WHERE tenant = @Tenant AND model = @Model AND version = @Version AND key = @key",
                    new { write.Tenant, row.Model, row.Version, key });
                var data = new JsonObject { ["name"] = name, ["version"] = $"{version}", ["key"] = key };
                write.Tell(write.IsPrompt(row.Model) ? RegistryEvents.PromptVersionTagDeleted : RegistryEvents.VersionTagDeleted, name, version, data);
                return Done.Value;
            }),
            ct);
    }

    public static void SetTag(RegistryWrite write, long model, int version, string key, string value) => write.Execute(
        """
        INSERT INTO model_version_tags (tenant, model, version, key, value) VALUES (@Tenant, @model, @version, @key, @value)
        ON CONFLICT (tenant, model, version, key) DO UPDATE SET value = excluded.value
        """,
        new { write.Tenant, model, version, key, value });
}
