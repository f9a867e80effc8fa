using System.ComponentModel.DataAnnotations;

namespace Millrace.Embedded.Jobs;

/// <summary>How <see cref="LocalJobs"/> treats its processes.</summary>
public sealed class LocalJobOptions
{
    /// <summary>How many worker processes run at once; others queue.</summary>
    [Range(1, 64)]
    public int MaxRunning { get; init; } = 2;

    /// <summary>How long a worker may take to end by itself after it was asked to; then it is killed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a follower looks for new log lines.</summary>
    [Range(typeof(TimeSpan), "00:00:00.005", "00:00:05")]
    public TimeSpan FollowInterval { get; init; } = TimeSpan.FromMilliseconds(40);
}
