using System.Net;
using Millrace.Events.Contracts;
using Millrace.Events.Webhooks;

namespace Millrace.Tests.Events.Webhooks;

public sealed class PublicTargetsTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    public void Addresses_of_one_s_own_network_are_closed(string address) => Assert.False(PublicTargets.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    public void Addresses_of_the_internet_are_open(string address) => Assert.True(PublicTargets.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://127.0.0.1:9/")]
    [InlineData("http://localhost:9/")]
    [InlineData("http://[::1]:9/")]
    [InlineData("http://2130706433:9/")]
    public async Task No_spelling_of_loopback_is_connected_to(string url)
    {
        using var http = new HttpClient(PublicTargets.Handler(new WebhookOptions()));

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri(url)));

        Assert.Contains("is not a public address", refused.ToString(), StringComparison.Ordinal);
    }
}
