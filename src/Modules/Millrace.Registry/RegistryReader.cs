using System.Data.Common;
using System.Globalization;
using Dapper;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Registry.Ledger;
using Millrace.Registry.Models;
using Millrace.Registry.Versions;

namespace Millrace.Registry;

/// <summary>Reads models, versions and the ledger.</summary>
internal sealed class RegistryReader(ITables tables, ITenantAccessor tenant)
{
    // Names in one statement; an engine takes some tens of thousands.
    private const int ChunkLength = 500;

    public string Tenant => tenant.Current.Value;

    public Task<DbConnection> OpenAsync(CancellationToken ct) => tables.OpenReadAsync(ct);

    public async Task<Outcome<ModelRow>> ModelAsync(string name, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        return await FindModelAsync(connection, name, ct) is { } row ? row : await ModelNotFoundAsync(connection, name, ct);
    }

    /// <summary>The model of that name; when it was deleted, the one deleted last.</summary>
    public async Task<Outcome<ModelRow>> ModelOrDeletedAsync(string name, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        var row = await connection.QueryFirstOrDefaultAsync<ModelRow>(new CommandDefinition(
            $"""
            SELECT {ModelRow.Columns} FROM registered_models m WHERE m.tenant = @Tenant AND m.name = @name
            ORDER BY CASE WHEN m.deleted_ms IS NULL THEN 0 ELSE 1 END, m.deleted_ms DESC LIMIT 1
            """, new { Tenant, name }, cancellationToken: ct));
        return row is not null ? row : await ModelNotFoundAsync(connection, name, ct);
    }

    public async Task<Outcome<ModelDetail>> ModelDetailAsync(string name, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        return await FindModelAsync(connection, name, ct) is { } row
            ? (await DetailsAsync(connection, [row], ct))[0]
            : await ModelNotFoundAsync(connection, name, ct);
    }

    public async Task<Outcome<VersionDetail>> VersionAsync(string name, int version, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        var rows = await VersionsAsync(connection, "m.name = @name AND m.deleted_ms IS NULL AND v.version = @version", new { Tenant, name, version }, ct);
        if (rows.Count > 0)
        {
            return (await WithTagsAsync(connection, rows, ct))[0];
        }

        var newest = await connection.ExecuteScalarAsync<int?>(new CommandDefinition(
            $"SELECT MAX(v.version) FROM {ModelVersionRow.From} WHERE v.tenant = @Tenant AND m.name = @name AND m.deleted_ms IS NULL AND v.deleted_ms IS NULL",
            new { Tenant, name }, cancellationToken: ct));
        return RegistryProblems.VersionNotFound(name, version, newest ?? 0);
    }

    /// <summary>All versions of a model, newest first.</summary>
    public async Task<IReadOnlyList<VersionDetail>> VersionsOfAsync(long model, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        return await WithTagsAsync(connection, await VersionsAsync(connection, "v.model = @model", new { Tenant, model }, ct, "v.version DESC"), ct);
    }

    /// <summary>The version that came to a stage last; null when none is there.</summary>
    public async Task<ModelVersionRow?> NewestInStageAsync(long model, string stage, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        var rows = await VersionsAsync(
            connection, "v.model = @model AND v.stage = @stage", new { Tenant, model, stage }, ct, "v.stage_since_ms DESC, v.version DESC LIMIT 1");
        return rows.Count > 0 ? rows[0] : null;
    }

    public async Task<int?> AliasedAsync(long model, string alias, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        return await connection.ExecuteScalarAsync<int?>(new CommandDefinition(
            "SELECT version FROM model_aliases WHERE tenant = @Tenant AND model = @model AND alias = @alias",
            new { Tenant, model, alias }, cancellationToken: ct));
    }

    public async Task<IReadOnlyList<LedgerRow>> LedgerAsync(long model, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        return (await connection.QueryAsync<LedgerRow>(new CommandDefinition(
            $"SELECT {LedgerRow.Columns} FROM model_ledger WHERE tenant = @Tenant AND model = @model ORDER BY number",
            new { Tenant, model }, cancellationToken: ct))).AsList();
    }

    /// <summary>A version that may have been deleted; the ledger names it.</summary>
    public async Task<ModelVersionRow?> EvenDeletedAsync(long model, int version, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<ModelVersionRow>(new CommandDefinition(
            $"SELECT {ModelVersionRow.Columns} FROM {ModelVersionRow.From} WHERE v.tenant = @Tenant AND v.model = @model AND v.version = @version",
            new { Tenant, model, version }, cancellationToken: ct));
    }

    private async Task<Problem> ModelNotFoundAsync(DbConnection connection, string name, CancellationToken ct) =>
        RegistryProblems.ModelNotFound(name, await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT name FROM registered_models WHERE tenant = @Tenant AND deleted_ms IS NULL", new { Tenant }, cancellationToken: ct)));

    /// <summary>Models with their newest version of each stage, tags and aliases, in the order given.</summary>
    public async Task<IReadOnlyList<ModelDetail>> DetailsAsync(DbConnection connection, IReadOnlyList<ModelRow> rows, CancellationToken ct)
    {
        var details = new List<ModelDetail>();
        foreach (var chunk in rows.Chunk(ChunkLength))
        {
            var models = Numbers(chunk.Select(row => row.Model));
            var newest = await VersionsAsync(
                connection,
                $"""
                EXISTS (SELECT 1 FROM (SELECT x.model, MAX(x.version) AS version FROM model_versions x
                  WHERE x.tenant = @Tenant AND x.model IN {models} AND x.deleted_ms IS NULL GROUP BY x.model, x.stage) newest
                  WHERE newest.model = v.model AND newest.version = v.version)
                AND v.model IN {models}
                """,
                new { Tenant }, ct, "v.model, v.version");
            var versions = (await WithTagsAsync(connection, newest, ct)).ToLookup(version => version.Row.Model);
            var tags = await connection.QueryAsync<(long Model, string Key, string Value)>(new CommandDefinition(
                $"SELECT model, key, value FROM registered_model_tags WHERE tenant = @Tenant AND model IN {models} ORDER BY model, key",
                new { Tenant }, cancellationToken: ct));
            var aliases = await connection.QueryAsync<(long Model, string Alias, int Version)>(new CommandDefinition(
                $"SELECT model, alias, version FROM model_aliases WHERE tenant = @Tenant AND model IN {models} ORDER BY model, alias",
                new { Tenant }, cancellationToken: ct));
            var (tagsOf, aliasesOf) = (tags.ToLookup(tag => tag.Model), aliases.ToLookup(alias => alias.Model));
            details.AddRange(chunk.Select(row => new ModelDetail(
                row, [.. versions[row.Model]], [.. tagsOf[row.Model].Select(tag => KeyValuePair.Create(tag.Key, tag.Value))],
                [.. aliasesOf[row.Model].Select(alias => KeyValuePair.Create(alias.Alias, alias.Version))])));
        }

        return details;
    }

    /// <summary>Versions with their tags and aliases, in the order given.</summary>
    public async Task<IReadOnlyList<VersionDetail>> WithTagsAsync(DbConnection connection, IReadOnlyList<ModelVersionRow> rows, CancellationToken ct)
    {
        var tags = new Dictionary<(long, long), List<KeyValuePair<string, string>>>();
        var aliases = new Dictionary<(long, long), List<string>>();
        foreach (var chunk in rows.GroupBy(row => row.Model).Chunk(ChunkLength))
        {
            var values = new { Tenant, first = chunk.Min(group => group.Min(row => row.Version)), last = chunk.Max(group => group.Max(row => row.Version)) };
            var where = $"WHERE tenant = @Tenant AND model IN {Numbers(chunk.Select(group => group.Key))} AND version BETWEEN @first AND @last";
            foreach (var (model, version, key, value) in await connection.QueryAsync<(long, long, string, string)>(new CommandDefinition(
                $"SELECT model, version, key, value FROM model_version_tags {where} ORDER BY model, version, key", values, cancellationToken: ct)))
            {
                Add(tags, (model, version), KeyValuePair.Create(key, value));
            }

            foreach (var (model, version, alias) in await connection.QueryAsync<(long, long, string)>(new CommandDefinition(
                $"SELECT model, version, alias FROM model_aliases {where} ORDER BY model, version, alias", values, cancellationToken: ct)))
            {
                Add(aliases, (model, version), alias);
            }
        }

        return [.. rows.Select(row => new VersionDetail(
            row, tags.GetValueOrDefault((row.Model, row.Version), []), aliases.GetValueOrDefault((row.Model, row.Version), [])))];
    }

    private async Task<ModelRow?> FindModelAsync(DbConnection connection, string name, CancellationToken ct) =>
        await connection.QuerySingleOrDefaultAsync<ModelRow>(new CommandDefinition(
            $"SELECT {ModelRow.Columns} FROM registered_models m WHERE m.tenant = @Tenant AND m.name = @name AND m.deleted_ms IS NULL",
            new { Tenant, name }, cancellationToken: ct));

    private static async Task<List<ModelVersionRow>> VersionsAsync(
        DbConnection connection, string where, object values, CancellationToken ct, string order = "v.version") =>
        (await connection.QueryAsync<ModelVersionRow>(new CommandDefinition(
            $"SELECT {ModelVersionRow.Columns} FROM {ModelVersionRow.From} WHERE v.tenant = @Tenant AND v.deleted_ms IS NULL AND {where} ORDER BY {order}",
            values, cancellationToken: ct))).AsList();

    // Lists as parameters differ between the engines' drivers. These are our own numbers, never a text of a user.
    private static string Numbers(IEnumerable<long> numbers) =>
        "(" + string.Join(", ", numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))) + ")";

    private static void Add<TKey, T>(Dictionary<TKey, List<T>> lists, TKey key, T item)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        list.Add(item);
    }
}
