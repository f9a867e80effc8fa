using System.Net;
using System.Net.Sockets;
using Millrace.Events.Contracts;

namespace Millrace.Events.Webhooks;

/// <summary>Connects to public addresses only. The check is made on the address that is then connected to, so that a name which
/// changes its address between the two gains nothing.</summary>
internal static class PublicTargets
{
    private static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "::1/128", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7",
            "fe80::/10", "ff00::/8",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>Whether an address belongs to the public internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Closed.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    /// <summary>A handler that follows no redirects and uses no proxy, so that it connects to the address it has checked.</summary>
    public static SocketsHttpHandler Handler(WebhookOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, options, ct),
    };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, WebhookOptions options, CancellationToken ct)
    {
        var found = await Dns.GetHostAddressesAsync(target.Host, ct).ConfigureAwait(false);
        var allowed = options.MayReachPrivateAddresses ? found : [.. found.Where(IsPublic)];
        if (allowed.Length == 0)
        {
            throw new HttpRequestException($"'{target.Host}' is not a public address.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, ct).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
