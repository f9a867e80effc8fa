using Millrace.Kernel.Digests;
using Millrace.Kernel.Problems;

namespace Millrace.Features.Contracts;

/// <summary>Which features there are and what is written about each.</summary>
public interface IFeatureCatalog
{
    /// <summary>The newest feature set of every workflow, by workflow.</summary>
    Task<IReadOnlyList<FeatureSetEntry>> ListAsync(CancellationToken ct);

    /// <summary>One feature's documentation.</summary>
    /// <param name="feature">Its name; case does not count.</param>
    /// <param name="workflow">Whose; null when only one workflow has such a feature.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>Problems: <c>features.feature-not-found</c>, <c>features.feature-ambiguous</c>.</returns>
    Task<Outcome<FeatureDocument>> ShowAsync(string feature, string? workflow, CancellationToken ct);
}

/// <summary>A feature set as it was built.</summary>
/// <param name="Workflow">Whose it is.</param>
/// <param name="Digest">Of its definition.</param>
/// <param name="BuiltAtUtc">When it was built last.</param>
/// <param name="Set">The definition.</param>
public sealed record FeatureSetEntry(string Workflow, Digest Digest, DateTimeOffset BuiltAtUtc, FeatureSet Set);

/// <summary>Everything written about one feature.</summary>
/// <param name="Workflow">Whose it is.</param>
/// <param name="Digest">Of the feature set.</param>
/// <param name="Feature">Its documentation.</param>
/// <param name="Entity">Whose past it is; null for a feature of the request.</param>
/// <param name="View">The view it belongs to; null for a feature of the request.</param>
public sealed record FeatureDocument(string Workflow, Digest Digest, FeatureInfo Feature, EntitySpec? Entity, ViewSpec? View);
