using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;
using Millrace.Registry.Models;

namespace Millrace.Registry.Versions;

/// <summary>Gives a workflow's candidate the next number of its model, once per idempotency key.</summary>
internal sealed class RegisterModelVersion(RegistryWriter writer)
{
    /// <returns>The version's number.</returns>
    public Task<Outcome<int>> HandleAsync(NewModelVersion candidate, CancellationToken ct) => writer.RunAsync(
        new Caller(candidate.Workflow is { } workflow ? $"policy:{workflow}" : "policy:workflow", candidate.CorrelationId),
        write => Outcome.Ok(Register(write, candidate)), ct);

    private static int Register(RegistryWrite write, NewModelVersion candidate)
    {
        var model = write.FindModel(candidate.Model)?.Model ?? NewModel(write, candidate.Model);
        var known = write.Scalar<int?>(
            "SELECT version FROM model_versions WHERE tenant = @Tenant AND model = @model AND idempotency_key = @IdempotencyKey",
            new { write.Tenant, model, candidate.IdempotencyKey });
        return known ?? AddVersion.Insert(write, model, candidate.Model, new VersionToAdd(SourceOf(candidate), SourceOf(candidate))
        {
            RunId = candidate.Run.ToString(),
            SemanticVersion = SemanticVersion(write, model, candidate),
            Candidate = candidate,
        });
    }

    // Another server may have made it meanwhile; once the number is taken, that is seen.
    private static long NewModel(RegistryWrite write, string name)
    {
        var number = CreateModel.NextNumber(write);
        return write.FindModel(name)?.Model ?? CreateModel.Insert(write, name, null, new Dictionary<string, string>(), number);
    }

    private static string SourceOf(NewModelVersion candidate) => $"runs:/{candidate.Run}/model";

    private static string? SemanticVersion(RegistryWrite write, long model, NewModelVersion candidate)
    {
        var before = write.Query<ModelVersionRow>(
            $"""
            SELECT {ModelVersionRow.Columns} FROM {ModelVersionRow.From}
            WHERE v.tenant = @Tenant AND v.model = @model AND v.trained_model IS NOT NULL ORDER BY v.version DESC LIMIT 1
            """, new { write.Tenant, model });
        return before.Count == 0 ? SemanticNumber.First
            : candidate.Change is { } change ? SemanticNumber.After(before[0].SemanticVersion, before[0].Number, change)
            : null;
    }
}
