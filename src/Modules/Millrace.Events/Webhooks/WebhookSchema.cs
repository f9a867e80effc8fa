namespace Millrace.Events.Webhooks;

internal static class WebhookSchema
{
    // A delivery's row is written in the transaction that moves the cursor past its event: no event is forgotten, none is queued twice.
    public const string Create =
        """
        CREATE TABLE webhooks (
            tenant TEXT NOT NULL,
            webhook_id TEXT NOT NULL,
            name TEXT NOT NULL,
            description TEXT,
            url TEXT NOT NULL,
            sealed_secret TEXT,
            status TEXT NOT NULL,
            types TEXT NOT NULL,
            created_ms BIGINT NOT NULL,
            updated_ms BIGINT NOT NULL,
            PRIMARY KEY (tenant, webhook_id)
        );
        CREATE TABLE webhook_cursor (
            tenant TEXT PRIMARY KEY,
            sequence BIGINT NOT NULL
        );
        CREATE TABLE webhook_deliveries (
            tenant TEXT NOT NULL,
            webhook_id TEXT NOT NULL,
            sequence BIGINT NOT NULL,
            delivery_id TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            due_ms BIGINT,
            outcome TEXT NOT NULL,
            detail TEXT,
            PRIMARY KEY (tenant, webhook_id, sequence),
            FOREIGN KEY (tenant, webhook_id) REFERENCES webhooks (tenant, webhook_id)
        );
        CREATE INDEX webhook_deliveries_due ON webhook_deliveries (tenant, due_ms);
        """;
}
