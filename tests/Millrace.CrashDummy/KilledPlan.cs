using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Millrace.Embedded.Homes;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Resources;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Tables;
using Millrace.Pipelines;
using Millrace.Pipelines.Contracts;

namespace Millrace.CrashDummy;

/// <summary>Runs a plan of four steps and kills itself in the middle of one of them.</summary>
internal static class KilledPlan
{
    private static readonly string[] StepIds = ["s0", "s1", "s2", "s3"];

    public static async Task<int> RunAsync(string root, int killedIn)
    {
        using var home = MillraceHome.Open(root, TimeProvider.System).Value;
        await home.Tables.MigrateAsync(PipelinesSetup.Schema.Module, PipelinesSetup.Schema.Migrations, CancellationToken.None);
        await home.Tables.MigrateAsync(
            "dummy",
            [new Migration(1, "effects", "CREATE TABLE effects (key TEXT PRIMARY KEY, step TEXT NOT NULL, attempts BIGINT NOT NULL)")],
            CancellationToken.None);
        var runner = PipelinesSetup.CreateRunner(
            home.Tables, home.Blobs, null, new StepCatalog([new AppendStep(home.Tables, killedIn < 0 ? null : StepIds[killedIn])]),
            TimeProvider.System, home.Layout, ResourceBudget.Default, new FixedTenant(TenantId.Default));
        await runner.MarkInterruptedAsync(CancellationToken.None);
        var plan = new Plan("killed", "project", [.. StepIds.Select((id, i) => new PlanStep(
            id, "dummy.append", JsonSerializer.SerializeToElement(new { letter = id }),
            i == 0 ? new Dictionary<string, OutputOf>() : new() { ["in:before"] = new OutputOf(StepIds[i - 1], "text") },
            new Dictionary<string, Digest>()))]);
        var outcome = (await runner.RunAsync(plan, null, CancellationToken.None)).Value;
        return outcome.Status == PipelineStatus.Succeeded ? 0 : 1;
    }

    private sealed record TextArtifact(string Text) : IArtifact
    {
        public static string ArtifactType => "text";

        public IEnumerable<BlobRef> Blobs() => [];
    }

    private sealed class AppendStep(ITables tables, string? killedIn) : IStep
    {
        public string Kind => "dummy.append";

        public int CodeVersion => 1;

        public IReadOnlyDictionary<string, string> Inputs { get; } = new Dictionary<string, string> { ["in:*"] = "text" };

        public IReadOnlyDictionary<string, string> Outputs { get; } = new Dictionary<string, string> { ["text"] = "text" };

        public async Task<Outcome<StepResult>> RunAsync(StepContext context, CancellationToken ct)
        {
            await tables.WriteAsync(
                transaction =>
                {
                    using var command = transaction.Connection!.CreateCommand();
                    command.CommandText = string.Create(
                        CultureInfo.InvariantCulture,
                        $"""
                        INSERT INTO effects (key, step, attempts) VALUES ('{context.IdempotencyKey}', '{context.StepId}', 1)
                        ON CONFLICT (key) DO UPDATE SET attempts = effects.attempts + 1
                        """);
                    command.ExecuteNonQuery();
                },
                ct);
            if (context.StepId == killedIn)
            {
                Process.GetCurrentProcess().Kill();
                await Task.Delay(Timeout.Infinite, ct);
            }

            var before = context.Inputs.Count == 0 ? "" : (await context.InputAsync<TextArtifact>("in:before", ct)).Text;
            var text = await context.StoreAsync(new TextArtifact(before + context.StepId), ct);
            return new StepResult(new Dictionary<string, ArtifactRef> { ["text"] = text }, [], []);
        }
    }
}
