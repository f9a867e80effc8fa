using Millrace.Kernel.Identity;

namespace Millrace.Tracking.Runs;

/// <summary>A run to add.</summary>
internal sealed record NewRunRow(RunId RunId, long Experiment, string Location, string Name, long StartedAt)
{
    public string? Parent { get; init; }

    public string? User { get; init; }

    public string? Source { get; init; }

    public string? GitCommit { get; init; }

    public bool? GitIsDirty { get; init; }

    /// <summary>Where its files go: below the experiment's place, in front of the query that place may have.</summary>
    public string ArtifactUri
    {
        get
        {
            var query = Location.IndexOf('?', StringComparison.Ordinal);
            var (path, rest) = query < 0 ? (Location, "") : (Location[..query], Location[query..]);
            return $"{path.TrimEnd('/')}/{RunId}/artifacts{rest}";
        }
    }
}
