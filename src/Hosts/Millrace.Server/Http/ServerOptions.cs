using System.ComponentModel.DataAnnotations;

namespace Millrace.Server.Http;

/// <summary>Where the server listens.</summary>
public sealed class ServerOptions
{
    /// <summary>Port; 0 takes a free one. The default is 8000.</summary>
    [Range(0, 65535)]
    public int Port { get; init; } = 8000;

    /// <summary>Address; only loopback is served without a login. The default is 127.0.0.1.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>How long running requests may take to end when the server stops. The default is 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(5);
}
