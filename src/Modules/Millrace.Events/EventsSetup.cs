using Microsoft.Extensions.Logging;
using Millrace.Events.Contracts;
using Millrace.Events.Outbox;
using Millrace.Events.Webhooks;
using Millrace.Kernel.Events;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Tables;
using Millrace.Mlflow.Routes;

namespace Millrace.Events;

/// <summary>Puts the module together.</summary>
public static class EventsSetup
{
    /// <summary>The module's tables.</summary>
    public static ModuleSchema Schema => OutboxSchema.Schema;

    /// <summary>The outbox that other modules write to, inside their own transactions.</summary>
    public static IOutbox CreateOutbox(ITenantAccessor tenant, TimeProvider clock) => new TableOutbox(tenant, clock);

    /// <summary>The reader of what was written.</summary>
    public static IEventLog CreateLog(ITables tables, ITenantAccessor tenant) => new EventLog(tables, tenant);

    /// <summary>Maps MLflow's webhook API, and sends events until what is returned is disposed.</summary>
    /// <param name="routes">Where to.</param>
    /// <param name="tables">Migrated tables.</param>
    /// <param name="tenant">Whose webhooks.</param>
    /// <param name="options">Checked options.</param>
    /// <param name="keyFile">Holds the key that seals secrets; made when it is not there.</param>
    /// <param name="clock">Of pauses and signatures.</param>
    /// <param name="log">Told of deliveries that fail.</param>
    public static IAsyncDisposable StartWebhooks(
        MlflowRoutes routes, ITables tables, ITenantAccessor tenant, WebhookOptions options, string keyFile, TimeProvider clock, ILogger log)
    {
        var seal = SecretSeal.OfFile(keyFile);
        var http = new HttpClient(PublicTargets.Handler(options)) { Timeout = Timeout.InfiniteTimeSpan };
        var sender = new WebhookSender(http, seal, options, clock);
        new WebhookEndpoints(new WebhookStore(tables, tenant), new WebhookRules(options), sender, seal, clock).Map(routes);
        var dispatcher = new WebhookDispatcher(new DeliveryQueue(tables, tenant, options, clock), sender, options, clock, log);
        dispatcher.Start();
        return dispatcher;
    }
}
