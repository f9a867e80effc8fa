using System.Data.Common;
using System.Text.Json;
using Dapper;
using Millrace.Data.Contracts;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Tables;
using Millrace.Kernel.Verdicts;

namespace Millrace.Data.Catalog;

/// <summary>Writes down each version once, with how its columns differ from the version before.</summary>
internal sealed class VersionLog(ITables tables, ITenantAccessor tenant, TimeProvider clock)
{
    /// <summary>Records a version; recording it again changes nothing.</summary>
    /// <returns>How its columns differ from the version before it; null when they do not or it is the first.</returns>
    public Task<SchemaChange?> RecordAsync(VersionRecord record, CancellationToken ct)
    {
        var row = new
        {
            Tenant = tenant.Current.Value,
            record.Manifest.Name,
            Role = record.Role.ToString(),
            Digest = record.Digest.ToString(),
            CreatedMs = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            record.Manifest.RowCount,
            Columns = JsonSerializer.Serialize(record.Manifest.Columns, CanonicalJson.Options),
            Decision = record.Decision?.ToString(),
        };
        return tables.WriteAsync(transaction => Write(transaction, record.Manifest.Columns, row), ct);
    }

    private static SchemaChange? Write(DbTransaction transaction, IReadOnlyList<DatasetColumn> columns, object row)
    {
        var connection = transaction.Connection!;
        var known = connection.QueryFirstOrDefault<VersionRow>(
            $"SELECT {VersionRow.Selected} FROM data_versions WHERE tenant = @Tenant AND name = @Name AND role = @Role AND digest = @Digest",
            row, transaction);
        if (known is not null)
        {
            return known.ToEntry().Change;
        }

        var before = connection.QueryFirstOrDefault<PreviousVersion>(
            """
            SELECT digest AS Digest, number AS Number, columns AS Columns FROM data_versions
            WHERE tenant = @Tenant AND name = @Name AND role = @Role ORDER BY number DESC LIMIT 1
            """, row, transaction);
        var change = before is null
            ? null
            : SchemaComparison.Between(JsonSerializer.Deserialize<List<DatasetColumn>>(before.Columns, CanonicalJson.Options)!, columns);
        var parameters = new DynamicParameters(row);
        parameters.Add("Number", (before?.Number ?? 0) + 1);
        parameters.Add("Parent", before?.Digest);
        parameters.Add("Change", change is null ? null : JsonSerializer.Serialize(change, CanonicalJson.Options));
        connection.Execute(
            """
            INSERT INTO data_versions (tenant, name, role, digest, number, created_ms, row_count, columns, parent, schema_change, decision)
            VALUES (@Tenant, @Name, @Role, @Digest, @Number, @CreatedMs, @RowCount, @Columns, @Parent, @Change, @Decision)
            """, parameters, transaction);
        return change;
    }

    private sealed class PreviousVersion
    {
        public string Digest { get; init; } = "";

        public long Number { get; init; }

        public string Columns { get; init; } = "[]";
    }
}

/// <summary>A version to record.</summary>
/// <param name="Manifest">Its manifest.</param>
/// <param name="Digest">The manifest's digest: the version.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Decision">What the checks said; null for raw data.</param>
internal sealed record VersionRecord(DatasetVersion Manifest, Digest Digest, DatasetRole Role, Decision? Decision);
