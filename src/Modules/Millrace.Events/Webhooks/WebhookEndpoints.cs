using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Responses;
using Millrace.Mlflow.Routes;

namespace Millrace.Events.Webhooks;

/// <summary>MLflow's webhook API.</summary>
internal sealed class WebhookEndpoints(WebhookStore store, WebhookRules rules, WebhookSender sender, SecretSeal seal, TimeProvider clock)
{
    private const string Path = "/mlflow/webhooks";
    private const string One = Path + "/{webhook_id}";
    private const int MostResults = 1000;

    private long NowMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public void Map(MlflowRoutes routes)
    {
        var json = WebhookJson.Default;
        routes.Post(Path, json.CreateWebhookRequest, json.WebhookResponse, CreateAsync);
        routes.Get(Path, json.ListWebhooksRequest, json.ListWebhooksResponse, ListAsync);
        routes.Get(One, EmptyJson.Default.Empty, json.WebhookResponse, GetAsync);
        routes.Patch(One, json.UpdateWebhookRequest, json.WebhookResponse, UpdateAsync);
        routes.Delete(One, EmptyJson.Default.Empty, EmptyJson.Default.Empty, DeleteAsync);
        routes.Post(One + "/test", json.TestWebhookRequest, json.TestWebhookResponse, TestAsync);
    }

    private async Task<Outcome<WebhookResponse>> CreateAsync(MlflowCall<CreateWebhookRequest> call)
    {
        var asked = call.Body;
        if (rules.Check(asked.Name, asked.Url, asked.Events, asked.Status, asked.Secret, asked.Description) is { Count: > 0 } problems)
        {
            return Outcome<WebhookResponse>.Failed(problems);
        }

        var now = NowMs;
        var webhook = new Webhook(
            Guid.NewGuid().ToString(), asked.Name, asked.Description, asked.Url, string.IsNullOrEmpty(asked.Secret) ? null : seal.Close(asked.Secret),
            asked.Status != Webhook.Disabled, Types(asked.Events!), now, now);
        await store.AddAsync(webhook, call.Aborted).ConfigureAwait(false);
        return new WebhookResponse(webhook.ToBody());
    }

    private async Task<Outcome<ListWebhooksResponse>> ListAsync(MlflowCall<ListWebhooksRequest> call)
    {
        var most = call.Body.MaxResults ?? 100;
        var offset = PageToken.Read(call.Body.PageToken);
        if (most is < 1 or > MostResults || !offset.IsOk)
        {
            return offset.IsOk ? WebhookProblems.MaxResults(most) : offset.As<ListWebhooksResponse>();
        }

        var found = await store.ListAsync(offset.Value, most + 1, call.Aborted).ConfigureAwait(false);
        return new ListWebhooksResponse(
            [.. found.Take(most).Select(webhook => webhook.ToBody())], found.Count > most ? PageToken.Of(offset.Value + most) : null);
    }

    private async Task<Outcome<WebhookResponse>> GetAsync(MlflowCall<Empty> call) =>
        (await store.FindAsync(call.Route("webhook_id"), call.Aborted).ConfigureAwait(false)).Map(webhook => new WebhookResponse(webhook.ToBody()));

    // MLflow reads an empty text as "not given", so nothing can be emptied.
    private async Task<Outcome<WebhookResponse>> UpdateAsync(MlflowCall<UpdateWebhookRequest> call)
    {
        var asked = call.Body;
        var events = asked.Events is { Count: > 0 } ? asked.Events : null;
        var (name, url) = (Given(asked.Name), Given(asked.Url));
        if (rules.Check(name, url, events, asked.Status, asked.Secret, asked.Description) is { Count: > 0 } problems)
        {
            return Outcome<WebhookResponse>.Failed(problems);
        }

        var changed = await store.ChangeAsync(
            call.Route("webhook_id"),
            webhook => webhook with
            {
                Name = name ?? webhook.Name,
                Url = url ?? webhook.Url,
                Description = Given(asked.Description) ?? webhook.Description,
                SealedSecret = Given(asked.Secret) is { } secret ? seal.Close(secret) : webhook.SealedSecret,
                Types = events is null ? webhook.Types : Types(events),
                IsActive = Given(asked.Status) is { } status ? status == Webhook.Active : webhook.IsActive,
                UpdatedMs = NowMs,
            },
            call.Aborted).ConfigureAwait(false);
        return changed.Map(webhook => new WebhookResponse(webhook.ToBody()));
    }

    private async Task<Outcome<Empty>> DeleteAsync(MlflowCall<Empty> call) =>
        (await store.DeleteAsync(call.Route("webhook_id"), call.Aborted).ConfigureAwait(false)).Map(_ => Empty.Value);

    private async Task<Outcome<TestWebhookResponse>> TestAsync(MlflowCall<TestWebhookRequest> call)
    {
        var asked = call.Body.Event;
        var type = asked is null ? null : WebhookEvents.TypeOf(asked.Entity, asked.Action);
        if (asked is not null && type is null)
        {
            return WebhookProblems.Event(asked.Entity, asked.Action, WebhookEvents.Actions(asked.Entity));
        }

        var found = await store.FindAsync(call.Route("webhook_id"), call.Aborted).ConfigureAwait(false);
        if (!found.IsOk)
        {
            return found.As<TestWebhookResponse>();
        }

        type ??= found.Value.Types[0];
        var delivery = new Delivery(found.Value, 0, Guid.NewGuid().ToString(), 1, type, NowMs, ExamplePayload.Of(type));
        return new TestWebhookResponse(await sender.SendAsync(delivery, call.Aborted).ConfigureAwait(false));
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static List<string> Types(IEnumerable<WebhookEventBody> events) =>
        [.. events.Select(item => WebhookEvents.TypeOf(item.Entity, item.Action)!).Distinct()];
}
