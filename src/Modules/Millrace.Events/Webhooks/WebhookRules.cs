using System.Text.RegularExpressions;
using Millrace.Events.Contracts;
using Millrace.Kernel.Problems;

namespace Millrace.Events.Webhooks;

/// <summary>What a webhook may look like; MLflow's rules, told all at once.</summary>
internal sealed partial class WebhookRules(WebhookOptions options)
{
    private const int MaxUrlLength = 2048;
    private const int MaxSecretLength = 1000;
    private const int MaxDescriptionLength = 5000;

    /// <summary>Problems of what is given; null means that it is not given.</summary>
    public List<Problem> Check(string? name, string? url, IReadOnlyList<WebhookEventBody>? events, string? status, string? secret, string? description)
    {
        var problems = new List<Problem>();
        if (name is not null && !NamePattern().IsMatch(name))
        {
            problems.Add(WebhookProblems.Name(name));
        }

        if (url is not null && CheckUrl(url) is { } problem)
        {
            problems.Add(problem);
        }

        if (events is { Count: 0 })
        {
            problems.Add(WebhookProblems.NoEvents());
        }

        problems.AddRange((events ?? []).Where(item => WebhookEvents.TypeOf(item.Entity, item.Action) is null)
            .Select(item => WebhookProblems.Event(item.Entity, item.Action, WebhookEvents.Actions(item.Entity))));
        if (status is not (null or "" or Webhook.Active or Webhook.Disabled))
        {
            problems.Add(WebhookProblems.Status(status));
        }

        if (secret?.Length > MaxSecretLength || description?.Length > MaxDescriptionLength)
        {
            problems.Add(WebhookProblems.TooLong(MaxSecretLength, MaxDescriptionLength));
        }

        return problems;
    }

    private Problem? CheckUrl(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var target) || url.Length > MaxUrlLength || target.UserInfo.Length > 0)
        {
            return WebhookProblems.Url();
        }

        var schemes = options.MayReachPrivateAddresses ? new[] { "https", "http" } : ["https"];
        return schemes.Contains(target.Scheme) ? null : WebhookProblems.Scheme(target.Scheme, schemes);
    }

    [GeneratedRegex(@"^[a-zA-Z0-9](?:[a-zA-Z0-9._-]{0,61}[a-zA-Z0-9])?\z")]
    private static partial Regex NamePattern();
}
