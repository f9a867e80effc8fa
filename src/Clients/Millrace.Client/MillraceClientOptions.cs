namespace Millrace.Client;

/// <summary>How a client behaves. The defaults suit a training script beside its server.</summary>
public sealed record MillraceClientOptions
{
    /// <summary>Where runs are journalled before they are sent, so that nothing is lost when the server or this process is gone.
    /// Null, the default, keeps the journal in memory.</summary>
    public string? OfflineFolder { get; init; }

    /// <summary>How long a flush waits for the server. The default is 30 seconds.</summary>
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one request may take. The default is 100 seconds; uploads have no limit.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The longest pause between two attempts while the server cannot be reached. The default is 30 seconds.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Sent as <c>Authorization: Bearer</c>; null sends none.</summary>
    public string? Token { get; init; }

    /// <summary>Clock of time stamps and pauses.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
