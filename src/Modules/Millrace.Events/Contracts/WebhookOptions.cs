using System.ComponentModel.DataAnnotations;

namespace Millrace.Events.Contracts;

/// <summary>How webhooks are sent.</summary>
public sealed class WebhookOptions
{
    /// <summary>Whether targets may be loopback, private or link-local addresses, and plain HTTP. The default is no: a webhook must not
    /// become a way into the server's network.</summary>
    public bool MayReachPrivateAddresses { get; init; }

    /// <summary>How often a delivery is tried. The default is 8, over about two hours.</summary>
    [Range(1, 100)]
    public int MostAttempts { get; init; } = 8;

    /// <summary>How long one attempt may take. The default is 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause after the first attempt; each further one is four times as long. The default is 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the outbox is looked at. The default is half a second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(0.5);
}
