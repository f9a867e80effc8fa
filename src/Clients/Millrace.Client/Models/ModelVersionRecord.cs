namespace Millrace.Client.Models;

/// <summary>A version of a registered model as the server has it.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Version">From 1.</param>
/// <param name="Stage"><c>None</c>, <c>Staging</c>, <c>Production</c> or <c>Archived</c>.</param>
/// <param name="Source">Where its files are.</param>
/// <param name="RunId">The run that made it; null when unknown.</param>
/// <param name="Aliases">Names that point to it.</param>
/// <param name="Tags">Key → value.</param>
public sealed record ModelVersionRecord(
    string Model, int Version, string Stage, string Source, string? RunId, IReadOnlyList<string> Aliases,
    IReadOnlyDictionary<string, string> Tags);
