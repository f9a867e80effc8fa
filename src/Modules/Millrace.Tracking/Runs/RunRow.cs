using Millrace.Kernel.Identity;
using Millrace.Tracking.Contracts;

namespace Millrace.Tracking.Runs;

/// <summary>A run as its row holds it.</summary>
internal sealed class RunRow
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string Status { get; init; } = "";

    public long Experiment { get; init; }

    public string? Parent { get; init; }

    public long StartedAt { get; init; }

    public long? EndedAt { get; init; }

    public string? User { get; init; }

    public string? Source { get; init; }

    public string? GitCommit { get; init; }

    public long? GitIsDirty { get; init; }

    public RunView ToView(
        IReadOnlyDictionary<string, double> metrics, IReadOnlyDictionary<string, string> texts, IReadOnlyDictionary<string, string> tags) => new(
        RunId.Parse(Id), Name, Enum.Parse<RunStatus>(Status, ignoreCase: true), metrics, texts, tags, new ExperimentId(Experiment),
        Parent is null ? null : RunId.Parse(Parent), DateTimeOffset.FromUnixTimeMilliseconds(StartedAt),
        EndedAt is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null, User, Source, GitCommit,
        GitIsDirty is { } isDirty ? isDirty != 0 : null, [], []);
}
