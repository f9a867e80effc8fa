using Dapper;
using Millrace.Data.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;

namespace Millrace.Data.Catalog;

/// <summary>The catalog on tables and blobs; every query is scoped by tenant.</summary>
internal sealed class DataCatalog(ITables tables, IBlobStore blobs, ITenantAccessor tenant) : IDataCatalog
{
    private const int FewestDigits = 4;

    public async Task<IReadOnlyList<DatasetSummary>> ListAsync(CancellationToken ct)
    {
        var rows = await RowsAsync("", new { Tenant = tenant.Current.Value }, ct).ConfigureAwait(false);
        return
        [
            .. rows.GroupBy(row => (row.Name, Role: Enum.Parse<DatasetRole>(row.Role)))
                .OrderBy(group => group.Key.Name, StringComparer.Ordinal).ThenBy(group => group.Key.Role)
                .Select(group => new DatasetSummary(group.Key.Name, group.Key.Role, group.Count(), group.First().ToEntry())),
        ];
    }

    public async Task<Outcome<DatasetDetail>> ShowAsync(string name, string? version, CancellationToken ct)
    {
        var rows = await RowsAsync("AND name = @name", new { Tenant = tenant.Current.Value, name }, ct).ConfigureAwait(false);
        if (rows.Count == 0)
        {
            var known = await ListAsync(ct).ConfigureAwait(false);
            return CatalogProblems.DatasetNotFound(name, known.Select(summary => summary.Name).Distinct());
        }

        var history = rows.Select(row => row.ToEntry()).ToList();
        var chosen = Choose(name, version, history);
        return chosen.IsOk ? await DetailAsync(name, chosen.Value, history, ct).ConfigureAwait(false) : chosen.As<DatasetDetail>();
    }

    private static Outcome<DatasetVersionEntry> Choose(string name, string? version, List<DatasetVersionEntry> history)
    {
        if (version is null)
        {
            return history.FirstOrDefault(entry => entry.Role == DatasetRole.Prepared) ?? history[0];
        }

        var matches = version.Length < FewestDigits
            ? []
            : history.Where(entry => entry.Digest.ToString().StartsWith(version, StringComparison.OrdinalIgnoreCase)).ToList();
        return matches.Count switch
        {
            0 => CatalogProblems.VersionNotFound(name, version),
            1 => matches[0],
            _ => CatalogProblems.VersionAmbiguous(name, version, matches.Count),
        };
    }

    private async Task<Outcome<DatasetDetail>> DetailAsync(
        string name, DatasetVersionEntry entry, List<DatasetVersionEntry> history, CancellationToken ct)
    {
        try
        {
            var manifest = await blobs.GetJsonAsync<DatasetVersion>(entry.Digest, ct).ConfigureAwait(false);
            return new DatasetDetail(
                name, entry, manifest,
                await OptionalAsync<DatasetProfile>(manifest.Profile, ct).ConfigureAwait(false),
                await OptionalAsync<CheckReport>(manifest.Checks, ct).ConfigureAwait(false),
                history);
        }
        catch (BlobNotFoundException)
        {
            return CatalogProblems.ManifestLost(name, entry.Digest);
        }
    }

    private async Task<T?> OptionalAsync<T>(BlobRef? blob, CancellationToken ct)
        where T : class => blob is null ? null : await blobs.GetJsonAsync<T>(blob.Digest, ct).ConfigureAwait(false);

    private async Task<List<VersionRow>> RowsAsync(string where, object parameters, CancellationToken ct)
    {
        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var rows = await connection.QueryAsync<VersionRow>(
            $"SELECT {VersionRow.Selected} FROM data_versions WHERE tenant = @Tenant {where} ORDER BY created_ms DESC, number DESC",
            parameters).ConfigureAwait(false);
        return rows.AsList();
    }
}
