using System.Data.Common;
using System.Text.Json;
using Dapper;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Events;
using Millrace.Kernel.Identity;

namespace Millrace.Events.Outbox;

/// <summary>Adds events as rows of the caller's transaction.</summary>
internal sealed class TableOutbox(ITenantAccessor tenant, TimeProvider clock) : IOutbox
{
    private const string Source = "/millrace";

    public void Add(DbTransaction transaction, LifecycleEvent happened)
    {
        var now = clock.GetUtcNow();
        var sequence = transaction.Connection!.ExecuteScalar<long>(
            "UPDATE outbox_counter SET sequence = sequence + 1 WHERE id = 1 RETURNING sequence", transaction: transaction);
        transaction.Connection!.Execute(
            """
            INSERT INTO outbox (tenant, sequence, id, source, type, subject, time, correlation_id, data)
            VALUES (@Tenant, @Sequence, @Id, @Source, @Type, @Subject, @Time, @CorrelationId, @Data)
            """,
            new
            {
                Tenant = tenant.Current.Value,
                Sequence = sequence,
                Id = Guid.CreateVersion7(now).ToString(),
                Source,
                happened.Type,
                happened.Subject,
                Time = now.ToUnixTimeMilliseconds(),
                happened.CorrelationId,
                Data = JsonSerializer.Serialize(happened.Data, CanonicalJson.Options),
            },
            transaction);
    }
}
