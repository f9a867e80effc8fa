using System.Globalization;
using System.Text.Json.Nodes;
using Dapper;
using Millrace.Events.Contracts;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;

namespace Millrace.Events.Outbox;

internal sealed class EventLog(ITables tables, ITenantAccessor tenant) : IEventLog
{
    public async Task<Outcome<IReadOnlyList<CloudEvent>>> ListAsync(EventQuery query, CancellationToken ct)
    {
        if (query.Limit is < 1 or > EventQuery.MaxLimit)
        {
            return EventsProblems.LimitOutOfRange(query.Limit);
        }

        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            Sql(query),
            new { Tenant = tenant.Current.Value, query.AfterSequence, query.Type, query.CorrelationId, query.Limit },
            cancellationToken: ct)).ConfigureAwait(false);
        return Outcome.Ok<IReadOnlyList<CloudEvent>>([.. rows.Select(ToEvent)]);
    }

    // A filter that is not asked for is left out rather than compared with NULL, so that each form uses its index.
    private static string Sql(EventQuery query) =>
        $"""
        SELECT sequence AS Sequence, id AS Id, source AS Source, type AS Type, subject AS Subject, time AS Time,
            correlation_id AS CorrelationId, tenant AS Tenant, data AS Data
        FROM outbox
        WHERE tenant = @Tenant AND sequence > @AfterSequence
            {(query.Type is null ? "" : "AND type = @Type")}
            {(query.CorrelationId is null ? "" : "AND correlation_id = @CorrelationId")}
        ORDER BY sequence LIMIT @Limit
        """;

    private static CloudEvent ToEvent(Row row) => new()
    {
        Id = row.Id,
        Source = row.Source,
        Type = row.Type,
        Subject = row.Subject,
        Time = DateTimeOffset.FromUnixTimeMilliseconds(row.Time),
        CorrelationId = row.CorrelationId,
        Tenant = row.Tenant,
        Sequence = row.Sequence.ToString("D20", CultureInfo.InvariantCulture),
        Data = JsonNode.Parse(row.Data)!.AsObject(),
    };

    private sealed class Row
    {
        public long Sequence { get; init; }

        public string Id { get; init; } = "";

        public string Source { get; init; } = "";

        public string Type { get; init; } = "";

        public string Subject { get; init; } = "";

        public long Time { get; init; }

        public string CorrelationId { get; init; } = "";

        public string Tenant { get; init; } = "";

        public string Data { get; init; } = "";
    }
}
