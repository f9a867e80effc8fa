using Dapper;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Tables;

namespace Millrace.Features.Catalog;

/// <summary>Writes down which feature sets were built.</summary>
internal sealed class FeatureSetLog(ITables tables, ITenantAccessor tenant, TimeProvider clock)
{
    /// <summary>Records a set of a workflow; one that was built before becomes the newest again.</summary>
    public Task RecordAsync(string workflow, Digest digest, CancellationToken ct)
    {
        var row = new
        {
            Tenant = tenant.Current.Value,
            Name = workflow,
            Digest = digest.ToString(),
            CreatedMs = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        return tables.WriteAsync(
            transaction => transaction.Connection!.Execute(
                """
                INSERT INTO feature_sets (tenant, name, digest, created_ms) VALUES (@Tenant, @Name, @Digest, @CreatedMs)
                ON CONFLICT (tenant, name, digest) DO UPDATE SET created_ms = excluded.created_ms
                """, row, transaction),
            ct);
    }
}
