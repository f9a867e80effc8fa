using System.Text;
using System.Text.Json;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Verdicts;

namespace Millrace.Tests.Pipelines;

/// <summary>Gives the sum of its inputs and of its parameter <c>add</c>, and counts how often it did so.</summary>
public sealed class FakeStep(string kind, params string[] inputs) : IStep
{
    private int runs;

    public string Kind => kind;

    public int CodeVersion { get; set; } = 1;

    public int Runs => runs;

    public IReadOnlyDictionary<string, string> Inputs { get; } = inputs.ToDictionary(name => name, _ => NumberArtifact.ArtifactType);

    public IReadOnlyDictionary<string, string> Outputs { get; init; } =
        new Dictionary<string, string> { ["sum"] = NumberArtifact.ArtifactType };

    /// <summary>Runs before the sum is taken; may wait, throw, or give another outcome.</summary>
    public Func<StepContext, CancellationToken, Task<Outcome<StepResult>?>> Before { get; set; } =
        (_, _) => Task.FromResult<Outcome<StepResult>?>(null);

    /// <summary>Ends the plan after the work.</summary>
    public Problem? Halt { get; set; }

    public IReadOnlyList<Verdict> Verdicts { get; set; } = [];

    public async Task<Outcome<StepResult>> RunAsync(StepContext context, CancellationToken ct)
    {
        Interlocked.Increment(ref runs);
        if (await Before(context, ct) is { } instead)
        {
            return instead;
        }

        var sum = context.Parameters.GetProperty("add").GetInt64();
        foreach (var input in context.Inputs.Keys)
        {
            sum += (await context.InputAsync<NumberArtifact>(input, ct)).Value;
        }

        var blob = await context.Blobs.PutAsync(new MemoryStream(Encoding.UTF8.GetBytes($"blob of {sum}")), ct);
        var artifact = await context.StoreAsync(new NumberArtifact(sum, blob), ct);
        return new StepResult(
            new Dictionary<string, ArtifactRef> { ["sum"] = artifact }, Verdicts, [KeyValuePair.Create("sum", JsonSerializer.Serialize(sum))], Halt);
    }
}
