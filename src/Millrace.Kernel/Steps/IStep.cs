using Millrace.Kernel.Problems;

namespace Millrace.Kernel.Steps;

/// <summary>One kind of work in a plan. Modules contribute them; Pipelines runs them.</summary>
/// <remarks>A step must give the same outputs for the same parameters and inputs, and may be started again after being
/// killed at any point: side effects outside the outputs carry <see cref="StepContext.IdempotencyKey"/>.</remarks>
public interface IStep
{
    /// <summary>Name in the plan, e.g. <c>data.ingest</c>.</summary>
    string Kind { get; }

    /// <summary>Raised when the same inputs would give other outputs; part of the cache key.</summary>
    int CodeVersion { get; }

    /// <summary>What it must be given: input name → artifact type. A name ending in <c>:*</c> takes any number of inputs
    /// with that prefix, none included: <c>lookup:*</c> takes <c>lookup:airports</c>.</summary>
    IReadOnlyDictionary<string, string> Inputs { get; }

    /// <summary>What it gives: output name → artifact type.</summary>
    IReadOnlyDictionary<string, string> Outputs { get; }

    /// <summary>Does the work.</summary>
    Task<Outcome<StepResult>> RunAsync(StepContext context, CancellationToken ct);
}
