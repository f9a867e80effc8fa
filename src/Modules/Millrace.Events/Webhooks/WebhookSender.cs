using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Millrace.Events.Contracts;
using Millrace.Kernel.Digests;

namespace Millrace.Events.Webhooks;

/// <summary>Sends one event to one target, signed as MLflow signs: HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
internal sealed class WebhookSender(HttpClient http, SecretSeal seal, WebhookOptions options, TimeProvider clock)
{
    public const string SignatureHeader = "X-MLflow-Signature";
    public const string TimestampHeader = "X-MLflow-Timestamp";
    public const string DeliveryHeader = "X-MLflow-Delivery-Id";
    private const int MostBodyChars = 4000;

    /// <summary>What came back: a status and the beginning of its body, or why there was none.</summary>
    public async Task<WebhookTestBody> SendAsync(Delivery delivery, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            using var request = Request(delivery);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            var body = await ReadAsync(response, either.Token).ConfigureAwait(false);
            return new WebhookTestBody(response.IsSuccessStatusCode, (int)response.StatusCode, body, null);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new WebhookTestBody(false, null, null, $"No answer within {options.Timeout}.");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return new WebhookTestBody(false, null, null, fault.Message);
        }
        catch (CryptographicException)
        {
            return new WebhookTestBody(false, null, null, "The secret was stored with another key; set the webhook's secret again.");
        }
    }

    /// <summary>The signature of a body.</summary>
    public static string Sign(string secret, string deliveryId, string timestamp, string body)
    {
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{deliveryId}.{timestamp}.{body}"));
        return $"v1,{Convert.ToBase64String(signature)}";
    }

    private HttpRequestMessage Request(Delivery delivery)
    {
        var parts = delivery.Type.Split('.');
        var body = JsonSerializer.Serialize(new JsonObject
        {
            ["entity"] = parts[0],
            ["action"] = parts[1],
            ["timestamp"] = DateTimeOffset.FromUnixTimeMilliseconds(delivery.TimeMs).ToString("yyyy-MM-ddTHH:mm:ss.ffffff+00:00", CultureInfo.InvariantCulture),
            ["data"] = JsonNode.Parse(delivery.Data),
        }, CanonicalJson.Options);
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Webhook.Url)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add(DeliveryHeader, delivery.DeliveryId);
        request.Headers.Add(TimestampHeader, timestamp);
        if (delivery.Webhook.SealedSecret is { } secret)
        {
            request.Headers.Add(SignatureHeader, Sign(seal.Open(secret), delivery.DeliveryId, timestamp, body));
        }

        return request;
    }

    // A target may answer with anything of any length.
    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false));
        var buffer = new char[MostBodyChars];
        return new string(buffer, 0, await reader.ReadBlockAsync(buffer, ct).ConfigureAwait(false));
    }
}
