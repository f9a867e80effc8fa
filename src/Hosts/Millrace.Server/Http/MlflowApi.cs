using Microsoft.AspNetCore.Builder;
using Millrace.Events;
using Millrace.Events.Contracts;
using Millrace.Mlflow.Routes;
using Millrace.Registry;
using Millrace.Server.Composition;
using Millrace.Tracking;

namespace Millrace.Server.Http;

/// <summary>MLflow's REST API: every module's part of it, and what works behind it.</summary>
internal static class MlflowApi
{
    private const string AllowPrivateVariable = "MILLRACE_WEBHOOKS_ALLOW_PRIVATE";

    /// <summary>Maps the routes; what is returned stops the work behind them.</summary>
    public static IAsyncDisposable Map(WebApplication web, MillraceApp app)
    {
        ServerInfoRoutes.Map(web);
        var routes = new MlflowRoutes(web, web.Logger);
        RegistrySetup.MapMlflow(routes, app.Tables, app.Outbox, app.Tenant, app.Clock);
        RegistrySetup.MapMillrace(routes, app.Registry, app.Cards, app.Clock);
        var webhooks = EventsSetup.StartWebhooks(
            routes, app.Tables, app.Tenant, new WebhookOptions { MayReachPrivateAddresses = IsSet(AllowPrivateVariable) }, app.Layout.SecretKey,
            app.Clock, web.Logger);
        TrackingSetup.MapMlflow(routes, app.Tables, app.Tenant, app.Clock);
        UnservedRoutes.Map(web);
        return webhooks;
    }

    private static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is "true" or "1";
}
