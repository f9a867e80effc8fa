using System.Data.Common;
using System.Text.Json.Nodes;
using Dapper;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Events;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Tables;
using Millrace.Kernel.Verdicts;
using Millrace.Monitoring.Contracts;

namespace Millrace.Monitoring.Drift;

/// <summary>Finished reports; a found drift is told as an event in the same transaction, once.</summary>
internal sealed class DriftReports(ITables tables, IOutbox outbox, ITenantAccessor tenant, TimeProvider clock) : IDriftCatalog
{
    private string Tenant => tenant.Current.Value;

    public async Task<IReadOnlyList<DriftReportEntry>> ListAsync(string workflow, CancellationToken ct)
    {
        await using var connection = await tables.OpenReadAsync(ct);
        var rows = await connection.QueryAsync<(string Workflow, string Report, string Decision, long Fires, long AsOf, long Created)>(
            """
            SELECT workflow, report, decision, fires, as_of_ms, created_ms FROM drift_reports
            WHERE tenant = @Tenant AND workflow = @workflow ORDER BY created_ms DESC
            """, new { Tenant, workflow });
        return [.. rows.Select(row => new DriftReportEntry(
            row.Workflow, Digest.Parse(row.Report), Enum.Parse<Decision>(row.Decision), row.Fires != 0,
            DateTimeOffset.FromUnixTimeMilliseconds(row.AsOf), DateTimeOffset.FromUnixTimeMilliseconds(row.Created)))];
    }

    /// <summary>Data time at which another report of the workflow last called for a retraining; null for never.</summary>
    public async Task<DateTimeOffset?> LastFiredAsync(string workflow, string exceptKey, CancellationToken ct)
    {
        await using var connection = await tables.OpenReadAsync(ct);
        var ms = await connection.ExecuteScalarAsync<long?>(
            """
            SELECT MAX(as_of_ms) FROM drift_reports
            WHERE tenant = @Tenant AND workflow = @workflow AND fires = 1 AND idempotency_key <> @exceptKey
            """, new { Tenant, workflow, exceptKey });
        return ms is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
    }

    /// <summary>Records a report; the same key again changes nothing.</summary>
    public Task<bool> RecordAsync(string key, string correlationId, DriftReportEntry entry, DriftReport report, CancellationToken ct) =>
        tables.WriteAsync(transaction => Record(transaction, key, correlationId, entry, report), ct);

    private bool Record(DbTransaction transaction, string key, string correlationId, DriftReportEntry entry, DriftReport report)
    {
        var added = transaction.Connection!.Execute(
            """
            INSERT INTO drift_reports (tenant, idempotency_key, workflow, report, decision, fires, as_of_ms, created_ms)
            VALUES (@Tenant, @key, @Workflow, @report, @decision, @fires, @asOf, @now) ON CONFLICT DO NOTHING
            """,
            new
            {
                Tenant,
                key,
                entry.Workflow,
                report = entry.Report.ToString(),
                decision = entry.Decision.ToString(),
                fires = entry.Fires ? 1 : 0,
                asOf = entry.AsOfUtc.ToUnixTimeMilliseconds(),
                now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            },
            transaction) > 0;
        if (added && entry.Decision == Decision.Fail)
        {
            var failing = report.Verdicts.Where(verdict => verdict.Decision == Decision.Fail);
            outbox.Add(transaction, new LifecycleEvent(
                EventTypes.ModelDriftDetected, $"workflows/{entry.Workflow}", correlationId,
                new JsonObject
                {
                    ["report"] = entry.Report.ToString(),
                    ["verdicts"] = new JsonArray([.. failing.Select(verdict => (JsonNode)$"{verdict.Clause}: {verdict.Reason}")]),
                    ["retraining"] = report.Retraining.Fires,
                }));
        }

        return added;
    }
}
