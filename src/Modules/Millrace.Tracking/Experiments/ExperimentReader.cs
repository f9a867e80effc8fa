using System.Data.Common;
using System.Globalization;
using Dapper;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Tables;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Experiments;

/// <summary>Reads experiments.</summary>
internal sealed class ExperimentReader(ITables tables, ITenantAccessor tenant)
{
    private const string Select =
        "SELECT e.experiment_id AS Id, e.name AS Name, e.artifact_location AS Location, e.lifecycle_stage AS Stage, "
        + "e.last_update_time AS UpdatedAt, e.creation_time AS CreatedAt FROM experiments e";

    private string Tenant => tenant.Current.Value;

    public Task<ExperimentRecord?> FindAsync(string text, CancellationToken ct) => ExperimentId.TryParse(text, out var id)
        ? OneAsync("e.experiment_id = @Id", new { Tenant, Id = id.Value }, ct)
        : Task.FromResult<ExperimentRecord?>(null);

    public Task<ExperimentRecord?> FindByNameAsync(string name, CancellationToken ct) =>
        OneAsync("e.name = @Name", new { Tenant, Name = name }, ct);

    /// <summary>Those that fit.</summary>
    /// <param name="joins">What the order needs; from compiled searches only.</param>
    /// <param name="rest">What follows the condition on the tenant; from constants and compiled searches only.</param>
    /// <param name="values">The parameters of it, with the tenant.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<List<ExperimentRecord>> SearchAsync(string joins, string rest, DynamicParameters values, CancellationToken ct)
    {
        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        values.Add("Tenant", Tenant);
        return await ReadAsync(connection, $"{Select} {joins} WHERE e.tenant = @Tenant {rest}", values, ct).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<ExperimentView>> ListAsync(CancellationToken ct)
    {
        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var rows = await connection.QueryAsync<(long Id, string Name, long CreatedAt, long RunCount)>(new CommandDefinition(
            """
            SELECT e.experiment_id, e.name, e.creation_time,
                (SELECT COUNT(*) FROM runs r WHERE r.tenant = e.tenant AND r.experiment_id = e.experiment_id AND r.lifecycle_stage = 'active')
            FROM experiments e WHERE e.tenant = @Tenant AND e.lifecycle_stage = 'active' ORDER BY e.experiment_id
            """,
            new { Tenant },
            cancellationToken: ct)).ConfigureAwait(false);
        return [.. rows.Select(row => new ExperimentView(
            new ExperimentId(row.Id), row.Name, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt), row.RunCount))];
    }

    private async Task<ExperimentRecord?> OneAsync(string condition, object values, CancellationToken ct)
    {
        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        return (await ReadAsync(connection, $"{Select} WHERE e.tenant = @Tenant AND {condition}", values, ct).ConfigureAwait(false)).FirstOrDefault();
    }

    private async Task<List<ExperimentRecord>> ReadAsync(DbConnection connection, string sql, object values, CancellationToken ct)
    {
        var rows = (await connection.QueryAsync<(long Id, string Name, string Location, string Stage, long UpdatedAt, long CreatedAt)>(
            new CommandDefinition(sql, values, cancellationToken: ct)).ConfigureAwait(false)).AsList();
        var ids = rows.ConvertAll(row => row.Id);
        var tags = await TagsAsync(connection, ids, ct).ConfigureAwait(false);
        return rows.ConvertAll(row => new ExperimentRecord(
            row.Id.ToString(CultureInfo.InvariantCulture), row.Name, row.Location, row.Stage, row.UpdatedAt, row.CreatedAt)
        {
            Tags = tags.TryGetValue(row.Id, out var own) ? own : null,
        });
    }

    private async Task<Dictionary<long, List<TagEntry>>> TagsAsync(DbConnection connection, List<long> ids, CancellationToken ct)
    {
        // A list of thousands of ids is more than an engine takes as parameters; ids are numbers, so their range does.
        var rows = ids.Count == 0 ? [] : await connection.QueryAsync<(long Id, string Key, string Value)>(new CommandDefinition(
            "SELECT experiment_id, key, value FROM experiment_tags WHERE tenant = @Tenant AND experiment_id BETWEEN @First AND @Last ORDER BY key",
            new { Tenant, First = ids.Min(), Last = ids.Max() },
            cancellationToken: ct)).ConfigureAwait(false);
        return rows.GroupBy(row => row.Id).ToDictionary(of => of.Key, of => of.Select(tag => new TagEntry(tag.Key, tag.Value)).ToList());
    }
}
