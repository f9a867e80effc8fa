using Millrace.Kernel.Problems;

namespace Millrace.Events.Webhooks;

internal static class WebhookProblems
{
    public static Problem NotFound(string id) => new(
        "events.webhook-not-found", ProblemKind.NotFound, $"Webhook with ID {Cut(id)} not found.", "List them with GET /api/2.0/mlflow/webhooks.");

    public static Problem Name(string name) => new(
        "events.webhook-name", ProblemKind.Invalid,
        $"Webhook name '{Cut(name)}' is invalid. It must start and end with a letter or digit, have at most 63 characters, and contain only "
        + "letters, digits, dots (.), underscores (_), and hyphens (-).");

    // The address is not repeated: it may carry a token.
    public static Problem Url() => new(
        "events.webhook-url", ProblemKind.Invalid, "The webhook's URL is no absolute URL of at most 2048 characters without a user name.");

    public static Problem Scheme(string scheme, IEnumerable<string> allowed) => new(
        "events.webhook-scheme", ProblemKind.Invalid,
        $"Invalid webhook URL scheme: '{Cut(scheme)}'. Allowed schemes are: {string.Join(", ", allowed)}.",
        "For a target without TLS in your own network set MILLRACE_WEBHOOKS_ALLOW_PRIVATE=true and start the server again.");

    public static Problem NoEvents() => new(
        "events.webhook-events", ProblemKind.Invalid, "Webhook events must be a non-empty list.", $"Choose from: {string.Join(", ", WebhookEvents.All)}.");

    public static Problem Event(string entity, string action, IReadOnlyList<string> actions) => new(
        "events.webhook-event", ProblemKind.Invalid, $"Invalid action '{Cut(action)}' for entity '{Cut(entity)}'.",
        actions.Count > 0 ? $"Valid actions are: {string.Join(", ", actions)}." : $"Choose from: {string.Join(", ", WebhookEvents.All)}.");

    public static Problem Status(string status) => new(
        "events.webhook-status", ProblemKind.Invalid, $"'{Cut(status)}' is no status of a webhook.", "Use ACTIVE or DISABLED.");

    public static Problem TooLong(int secret, int description) => new(
        "events.webhook-too-long", ProblemKind.Invalid,
        $"A webhook's secret has at most {secret} characters and its description at most {description}.");

    public static Problem MaxResults(int given) => new(
        "events.webhook-max-results", ProblemKind.Invalid, $"max_results must be between 1 and 1000, but got {given}.");

    private static string Cut(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
