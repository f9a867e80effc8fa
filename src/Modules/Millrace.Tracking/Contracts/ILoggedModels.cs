using Millrace.Kernel.Problems;

namespace Millrace.Tracking.Contracts;

/// <summary>Models that runs logged, for what registers them. Unknown ones are <c>tracking.logged-model-not-found</c>.</summary>
public interface ILoggedModels
{
    /// <summary>Where a model's files are and which run made it.</summary>
    Task<Outcome<LoggedModelOrigin>> OriginAsync(string model, CancellationToken ct);

    /// <summary>Remembers in the model's tags that a version was registered from it; the same again is no error.</summary>
    Task<Outcome<Done>> AddVersionAsync(string model, string name, int version, CancellationToken ct);
}

/// <summary>Where a logged model comes from.</summary>
/// <param name="ArtifactUri">The folder of its files.</param>
/// <param name="SourceRun">The run that logged it; null for none.</param>
public sealed record LoggedModelOrigin(string ArtifactUri, string? SourceRun);
