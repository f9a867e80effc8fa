using System.Text.Json;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Steps;

namespace Millrace.Pipelines.Cache;

/// <summary>Everything a step's outputs depend on, as one digest.</summary>
internal static class CacheKey
{
    private const int Format = 1;

    /// <summary>The key of a step's work.</summary>
    /// <remarks>The module version id changes with every change of the module's code; the workflow is in the key because the
    /// step is told its name.</remarks>
    public static Digest Of(string workflow, PlanStep planned, IStep step, IReadOnlyDictionary<string, ArtifactRef> inputs) =>
        Digest.OfJson(new
        {
            Format,
            Workflow = workflow,
            step.Kind,
            step.CodeVersion,
            Module = step.GetType().Module.ModuleVersionId,
            Parameters = planned.Parameters.ValueKind == JsonValueKind.Undefined ? default(JsonElement?) : planned.Parameters,
            Content = planned.ContentDigests,
            Inputs = inputs.ToDictionary(input => input.Key, input => $"{input.Value.Type}:{input.Value.Digest}"),
        });
}
