using System.Net;
using System.Text;

namespace Millrace.Tests.Server.Http;

public sealed class BrowserGuardTests(ServedHome served) : IClassFixture<ServedHome>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("127.0.0.2")]
    public async Task A_request_by_a_foreign_name_is_refused(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health") { Headers = { Host = host } };
        using var response = await served.Client.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
        Assert.Contains($"'{host}'", await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "https://evil.example")]
    [InlineData("PUT", "http://localhost.evil.example")]
    [InlineData("PATCH", "http://127.0.0.1@evil.example")]
    [InlineData("DELETE", "null")]
    [InlineData("POST", "file://localhost")]
    public async Task A_change_that_a_page_of_another_host_sends_is_refused(string method, string origin)
    {
        using var response = await SendAsync(method, origin);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Cross-origin request blocked", await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "http://127.0.0.1:3000")]
    [InlineData("POST", "http://LOCALHOST")]
    [InlineData("POST", "http://[::1]:8000")]
    [InlineData("GET", "https://evil.example")]
    [InlineData("POST", null)]
    public async Task What_is_local_or_only_reads_or_is_no_page_gets_through(string method, string? origin)
    {
        using var response = await SendAsync(method, origin);

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
    }

    [Fact]
    public async Task Every_answer_tells_browsers_not_to_guess_its_type_nor_to_frame_it()
    {
        using var response = await served.Client.GetAsync("/health", Ct);

        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("SAMEORIGIN", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
    }

    // An area that is known and not served, so that an answer of 501 shows that the request was routed.
    private async Task<HttpResponseMessage> SendAsync(string method, string? origin)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/3.0/mlflow/traces");
        request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        if (origin is not null)
        {
            Assert.True(request.Headers.TryAddWithoutValidation("Origin", origin));
        }

        return await served.Client.SendAsync(request, Ct);
    }
}
