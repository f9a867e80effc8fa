namespace Millrace.Features.Windows;

/// <summary>A view over the past, ready to compute.</summary>
/// <param name="Name">First part of the features' names.</param>
/// <param name="Entities">Whose past.</param>
/// <param name="Windows">Label and length in microseconds of each window, in the file's order.</param>
/// <param name="Aggregates">In the file's order.</param>
internal sealed record WindowView(
    string Name, EntityCodes Entities, IReadOnlyList<(string Label, long Micros)> Windows, IReadOnlyList<WindowAggregate> Aggregates)
{
    /// <summary>Names of its features, <c>{view}_{aggregate}_{window}</c>: aggregate by aggregate, each over all windows.</summary>
    public IEnumerable<string> FeatureNames =>
        Aggregates.SelectMany(a => Windows.Select(w => $"{Name}_{a.Name}_{w.Label}"));
}
