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

    /// <summary>A filter in MLflow's grammar and ours, like <c>metrics.acc > 0.5 and params.lr = '0.1'</c>; null for all.</summary>
    public string? Filter { get; init; }

    /// <summary><c>started</c>, <c>name</c> or <c>metrics.KEY</c>, or a clause of the grammar with its direction, like <c>params.lr ASC</c>. Runs
    /// without it come last, those with NaN before them.</summary>
    public string OrderBy { get; init; } = "started";

    /// <summary>Greatest or newest first; a clause that has a direction keeps its own.</summary>
    public bool IsDescending { get; init; } = true;

    /// <summary>At most so many, 1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>How many to pass over, 0 or more.</summary>
    public int Offset { get; init; }
}
