using Millrace.Kernel.Tables;

namespace Millrace.Events.Outbox;

internal static class OutboxSchema
{
    // The counter row, not an engine's own sequence: its lock gives numbers in the order of commits and without gaps, so a
    // reader that goes on after the last number never misses an event.
    private const string Create =
        """
        CREATE TABLE outbox_counter (
            id INTEGER PRIMARY KEY,
            sequence BIGINT NOT NULL
        );
        INSERT INTO outbox_counter (id, sequence) VALUES (1, 0);
        CREATE TABLE outbox (
            tenant TEXT NOT NULL,
            sequence BIGINT NOT NULL,
            id TEXT NOT NULL,
            source TEXT NOT NULL,
            type TEXT NOT NULL,
            subject TEXT NOT NULL,
            time BIGINT NOT NULL,
            correlation_id TEXT NOT NULL,
            data TEXT NOT NULL,
            PRIMARY KEY (tenant, sequence)
        );
        CREATE INDEX outbox_type ON outbox (tenant, type, sequence);
        CREATE INDEX outbox_correlation ON outbox (tenant, correlation_id, sequence);
        """;

    public static ModuleSchema Schema { get; } = new("events", [new Migration(1, "outbox", Create), new Migration(2, "webhooks", Webhooks.WebhookSchema.Create)]);
}
