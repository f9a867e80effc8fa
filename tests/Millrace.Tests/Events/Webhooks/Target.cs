using System.Net;
using System.Text.Json.Nodes;
using Millrace.Events.Webhooks;

namespace Millrace.Tests.Events.Webhooks;

/// <summary>Receives what is sent, and answers as told.</summary>
internal sealed class Target : HttpMessageHandler
{
    private readonly Lock one = new();

    public Func<int, HttpStatusCode> Answer { get; set; } = _ => HttpStatusCode.OK;

    public List<(string Url, string DeliveryId, string? Signature, string Timestamp, string Body)> Requests { get; } = [];

    public IEnumerable<string> Types => Requests.Select(request => JsonNode.Parse(request.Body)!)
        .Select(body => $"{(string)body["entity"]!}.{(string)body["action"]!}");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var body = await request.Content!.ReadAsStringAsync(ct);
        int count;
        lock (one)
        {
            Requests.Add((
                request.RequestUri!.ToString(), request.Headers.GetValues(WebhookSender.DeliveryHeader).Single(),
                request.Headers.TryGetValues(WebhookSender.SignatureHeader, out var signatures) ? signatures.Single() : null,
                request.Headers.GetValues(WebhookSender.TimestampHeader).Single(), body));
            count = Requests.Count;
        }

        return new HttpResponseMessage(Answer(count)) { Content = new StringContent("thanks") };
    }
}
