using System.Text.Json.Nodes;
using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;

namespace Millrace.Registry.Models;

/// <summary>Makes a registered model, or a prompt when its tags say so.</summary>
internal sealed class CreateModel(RegistryWriter writer)
{
    public const int MaxNameLength = 256;

    public async Task<Outcome<Done>> HandleAsync(
        Caller caller, string name, string? description, IReadOnlyDictionary<string, string> tags, CancellationToken ct)
    {
        var problems = NameProblems("name", name).Concat(TagRules.Check(tags)).ToList();
        return problems.Count > 0
            ? Outcome<Done>.Failed(problems)
            : await writer.RunAsync(caller, write => Write(write, name, description, tags), ct);
    }

    public static IEnumerable<Problem> NameProblems(string parameter, string? name) =>
        string.IsNullOrEmpty(name) ? [RegistryProblems.NameMissing(parameter)]
        : TagRules.IsLongerThan(name, MaxNameLength) ? [RegistryProblems.TooLong(parameter, MaxNameLength)]
        : [];

    /// <summary>Adds the row; the name is free and the counter locked.</summary>
    public static long Insert(
        RegistryWrite write, string name, string? description, IReadOnlyDictionary<string, string> tags, long model)
    {
        write.Execute(
            """
            INSERT INTO registered_models (tenant, model, name, description, created_ms, updated_ms, last_version, last_entry)
            VALUES (@Tenant, @model, @name, @description, @NowMs, @NowMs, 0, 0)
            """,
            new { write.Tenant, model, name, description, write.NowMs });
        foreach (var (key, value) in tags)
        {
            write.Execute(
                "INSERT INTO registered_model_tags (tenant, model, key, value) VALUES (@Tenant, @model, @key, @value)",
                new { write.Tenant, model, key, value });
        }

        var isPrompt = tags.ContainsKey(PromptTags.IsPrompt);
        write.Tell(isPrompt ? RegistryEvents.PromptCreated : RegistryEvents.ModelCreated, name, null, new JsonObject
        {
            ["name"] = name,
            ["tags"] = Payload.Tags(tags, isPrompt),
            ["description"] = description,
        });
        return model;
    }

    /// <summary>The next number. Its row's lock makes sure that of two writers with one name the second sees the first's.</summary>
    public static long NextNumber(RegistryWrite write) => write.Scalar<long>(
        """
        INSERT INTO model_counters (tenant, last_model) VALUES (@Tenant, 1)
        ON CONFLICT (tenant) DO UPDATE SET last_model = model_counters.last_model + 1 RETURNING last_model
        """, new { write.Tenant });

    private static Outcome<Done> Write(RegistryWrite write, string name, string? description, IReadOnlyDictionary<string, string> tags)
    {
        var number = NextNumber(write);
        var wantsPrompt = tags.ContainsKey(PromptTags.IsPrompt);
        if (write.FindModel(name) is { } there)
        {
            return write.IsPrompt(there.Model) == wantsPrompt
                ? RegistryProblems.ModelExists(name, wantsPrompt)
                : RegistryProblems.NameTaken(name, wantsPrompt);
        }

        Insert(write, name, description, tags, number);
        return Done.Value;
    }
}
