using Dapper;
using Millrace.Features.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;

namespace Millrace.Features.Catalog;

/// <summary>The catalog on tables and blobs. Sets whose document was deleted are left out.</summary>
internal sealed class FeatureCatalog(ITables tables, IBlobStore blobs, ITenantAccessor tenant) : IFeatureCatalog
{
    public async Task<IReadOnlyList<FeatureSetEntry>> ListAsync(CancellationToken ct)
    {
        var entries = new List<FeatureSetEntry>();
        foreach (var group in (await RowsAsync(ct).ConfigureAwait(false)).GroupBy(row => row.Name, StringComparer.Ordinal))
        {
            if (await NewestAsync([.. group], ct).ConfigureAwait(false) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return [.. entries.OrderBy(entry => entry.Workflow, StringComparer.Ordinal)];
    }

    public async Task<Outcome<FeatureDocument>> ShowAsync(string feature, string? workflow, CancellationToken ct)
    {
        var sets = (await ListAsync(ct).ConfigureAwait(false)).Where(set => workflow is null || set.Workflow == workflow).ToList();
        var found = sets.SelectMany(set => set.Set.Features, (set, info) => (Set: set, Info: info))
            .Where(pair => string.Equals(pair.Info.Name, feature, StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count switch
        {
            0 => CatalogProblems.NotFound(feature, sets.SelectMany(set => set.Set.Features).Select(info => info.Name)),
            1 => Document(found[0].Set, found[0].Info),
            _ => CatalogProblems.Ambiguous(feature, found.Select(pair => pair.Set.Workflow)),
        };
    }

    private static FeatureDocument Document(FeatureSetEntry entry, FeatureInfo info)
    {
        var spec = entry.Set.Spec;
        var view = spec.Views.FirstOrDefault(view => view.Aggregates.Any(
            aggregate => view.Windows.Any(window => $"{view.Name}_{aggregate.Name}_{window.Label}" == info.Name)));
        return new FeatureDocument(
            entry.Workflow, entry.Digest, info, spec.Entities.FirstOrDefault(entity => entity.Name == view?.Entity), view);
    }

    private async Task<FeatureSetEntry?> NewestAsync(IReadOnlyList<Row> newestFirst, CancellationToken ct)
    {
        foreach (var row in newestFirst)
        {
            try
            {
                var digest = Digest.Parse(row.Digest);
                var set = await blobs.GetJsonAsync<FeatureSet>(digest, ct).ConfigureAwait(false);
                return new FeatureSetEntry(row.Name, digest, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedMs), set);
            }
            catch (BlobNotFoundException)
            {
                // An older set may still be there.
            }
        }

        return null;
    }

    private async Task<IReadOnlyList<Row>> RowsAsync(CancellationToken ct)
    {
        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var rows = await connection.QueryAsync<Row>(
            """
            SELECT name AS Name, digest AS Digest, created_ms AS CreatedMs FROM feature_sets
            WHERE tenant = @Tenant ORDER BY created_ms DESC, digest
            """,
            new { Tenant = tenant.Current.Value }).ConfigureAwait(false);
        return rows.AsList();
    }

    private sealed class Row
    {
        public string Name { get; init; } = "";

        public string Digest { get; init; } = "";

        public long CreatedMs { get; init; }
    }
}
