using System.ComponentModel.DataAnnotations;

namespace Millrace.Pipelines.Contracts;

/// <summary>How plans are run.</summary>
public sealed class PipelineOptions
{
    /// <summary>How many steps of a plan run at once. Memory is divided among them; each may use all threads, so that a step's
    /// result never depends on its neighbours.</summary>
    [Range(1, 16)]
    public int MaxParallelSteps { get; init; } = 2;
}
