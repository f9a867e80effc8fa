using Millrace.Kernel.Identity;

namespace Millrace.Tracking.Contracts;

/// <summary>Which runs to list, and in which order.</summary>
public sealed record RunQuery
{
    /// <summary>The most that one list gives.</summary>
    public const int MaxLimit = 1000;

    /// <summary>Only of this experiment; null for all.</summary>
    public ExperimentId? Experiment { get; init; }

    /// <summary>Only with this status; null for all.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>Only those whose name is exactly this; null for all.</summary>
    public string? Name { get; init; }

    /// <summary>Only the parts of this run; null for all.</summary>
    public RunId? ParentRunId { get; init; }

    /// <summary>Only runs that are part of no other.</summary>
    public bool TopLevelOnly { get; init; }

    /// <summary><c>started</c>, <c>name</c> or <c>metrics.KEY</c>; runs without the metric or with NaN come last.</summary>
    public string OrderBy { get; init; } = "started";

    /// <summary>Greatest or newest first.</summary>
    public bool IsDescending { get; init; } = true;

    /// <summary>At most so many, 1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>How many to pass over, 0 or more.</summary>
    public int Offset { get; init; }
}
