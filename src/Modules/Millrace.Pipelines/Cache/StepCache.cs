using System.Data.Common;
using Dapper;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Tables;

namespace Millrace.Pipelines.Cache;

/// <summary>Results of finished steps by what their work depends on.</summary>
internal sealed class StepCache(ITables tables, IBlobStore blobs, ITenantAccessor tenant, TimeProvider clock)
{
    /// <summary>The recorded result, when every document and blob it names still exists; otherwise null.</summary>
    public async Task<StepResult?> FindAsync(Digest key, CancellationToken ct)
    {
        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        string? json;
        await using (connection.ConfigureAwait(false))
        {
            json = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
                "SELECT result FROM step_cache WHERE tenant = @Tenant AND cache_key = @Key",
                new { Tenant = tenant.Current.Value, Key = key.ToString() },
                cancellationToken: ct)).ConfigureAwait(false);
        }

        if (json is null)
        {
            return null;
        }

        var result = RowJson.Read<StepResult>(json);
        foreach (var digest in result.Outputs.Values.SelectMany(output => output.Blobs.Prepend(output.Digest)))
        {
            if (!await blobs.ExistsAsync(digest, ct).ConfigureAwait(false))
            {
                return null;
            }
        }

        return result;
    }

    /// <summary>Records a result in the caller's transaction.</summary>
    public void Add(DbTransaction transaction, Digest key, string kind, StepResult result) => transaction.Connection!.Execute(
        """
        INSERT INTO step_cache (tenant, cache_key, kind, result, created_at) VALUES (@Tenant, @Key, @Kind, @Result, @Now)
        ON CONFLICT (tenant, cache_key) DO UPDATE SET result = excluded.result, created_at = excluded.created_at
        """,
        new
        {
            Tenant = tenant.Current.Value,
            Key = key.ToString(),
            Kind = kind,
            Result = RowJson.Write(result),
            Now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        },
        transaction);
}
