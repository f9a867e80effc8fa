using System.Data.Common;
using Dapper;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Tables;
using Millrace.Mlflow.Search;
using Millrace.Mlflow.Search.Sql;
using Millrace.Tracking.Storage;

namespace Millrace.Tracking.Runs;

/// <summary>Finds runs by a filter: first only their numbers, in order, then what belongs to those on the page.</summary>
internal sealed class RunSearch(ITables tables, ITenantAccessor tenant, RunReader reader)
{
    private const string OfKey = "{t}.run_no = r.run_no AND {t}.key = {key}";

    private static readonly SearchSchema Schema = new()
    {
        Attributes = new Dictionary<string, SearchColumn>
        {
            ["run_id"] = "r.run_id",
            ["run_name"] = "r.name",
            ["user_id"] = new("r.user_id", true),
            ["status"] = "r.status",
            ["artifact_uri"] = "r.artifact_uri",
            ["start_time"] = "r.start_time",
            ["end_time"] = new("r.end_time", true),
        },
        Metrics = new KeyedTable(
            "latest_metrics",
            "{t}.run_no = r.run_no AND {t}.key_no = (SELECT k.key_no FROM metric_keys k WHERE k.tenant = @Tenant AND k.key = {key})",
            IsNan: "is_nan"),
        Params = new KeyedTable("params", OfKey),
        Tags = new KeyedTable("tags", OfKey),
        Datasets = new Dictionary<string, KeyedTable>
        {
            ["name"] = Dataset("name"),
            ["digest"] = Dataset("digest"),
            ["context"] = Dataset("context"),
        },
    };

    private readonly NumberList list = new(tables.Dialect);

    /// <summary>The runs of a page.</summary>
    /// <param name="scope">Which runs it is about.</param>
    /// <param name="query">What they must be, and their order.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="offset">After so many.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<List<RunRecord>> FindAsync(RunScope scope, SearchQuery query, int limit, long offset, CancellationToken ct)
    {
        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var sql = query.ToSql(Schema, tables.Dialect);
        var values = new DynamicParameters(sql.Parameters);
        foreach (var (name, value) in scope.Values)
        {
            values.Add(name, value);
        }

        values.Add("Tenant", tenant.Current.Value);
        values.Add("Limit", limit);
        values.Add("Offset", offset);
        var numbers = (await connection.QueryAsync<long>(new CommandDefinition(
            $"""
            SELECT r.run_no FROM runs r {sql.Joins}
            WHERE r.tenant = @Tenant AND {scope.Condition} AND {sql.Where}
            ORDER BY {sql.OrderBy} LIMIT @Limit OFFSET @Offset
            """,
            values,
            cancellationToken: ct)).ConfigureAwait(false)).AsList();
        return await InOrderAsync(connection, numbers, ct).ConfigureAwait(false);
    }

    private async Task<List<RunRecord>> InOrderAsync(DbConnection connection, List<long> numbers, CancellationToken ct)
    {
        if (numbers.Count == 0)
        {
            return [];
        }

        var runs = await reader.ReadAsync(
            connection, $"SELECT {RunReader.Columns} FROM runs r WHERE {list.Condition("r.run_no", "Runs")}",
            new Dictionary<string, object> { ["Runs"] = list.Value(numbers) }, ct).ConfigureAwait(false);
        var known = runs.ToDictionary(run => run.Number);
        return [.. numbers.Where(known.ContainsKey).Select(number => known[number])];
    }

    private static KeyedTable Dataset(string column) => new("run_inputs", "{t}.run_no = r.run_no", column);
}
