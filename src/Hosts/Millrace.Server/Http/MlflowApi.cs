using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Millrace.Events;
using Millrace.Events.Contracts;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Routes;
using Millrace.Registry;
using Millrace.Registry.Contracts;
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
        var models = TrackingSetup.LoggedModels(app.Tables, app.Tenant, app.Clock);
        RegistrySetup.MapMlflow(routes, app.Tables, app.Outbox, models, app.Tenant, app.Clock);
        RegistrySetup.MapMillrace(routes, app.Registry, app.Cards, app.Clock);
        var webhooks = EventsSetup.StartWebhooks(
            routes, app.Tables, app.Tenant, new WebhookOptions { MayReachPrivateAddresses = IsSet(AllowPrivateVariable) }, app.Layout.SecretKey,
            app.Clock, web.Logger);
        TrackingSetup.MapMlflow(routes, app.Tables, app.Tenant, app.Clock);
        TrackingSetup.MapArtifacts(
            routes, app.Tables, app.Blobs, app.Tenant, app.Clock,
            (model, version, ct) => SourceAsync(app.Registry, model, version, ct));
        UnservedRoutes.Map(web);
        return webhooks;
    }

    private static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is "true" or "1";

    private static async Task<Outcome<string>> SourceAsync(IModelRegistry registry, string model, string version, CancellationToken ct) =>
        int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (await registry.GetAsync(model, number, ct)).Map(found => found.Location)
            : ServerProblems.VersionInvalid(version);
}
