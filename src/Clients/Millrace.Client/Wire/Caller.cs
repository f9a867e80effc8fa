using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Millrace.Client.Wire;

/// <summary>Sends one request and reads its answer. What is told apart: an answer, a refusal, and no answer.</summary>
internal sealed class Caller : IDisposable
{
    private readonly HttpClient http;
    private readonly TimeSpan requestTimeout;
    private readonly TimeProvider clock;

    public Caller(Uri server, MillraceClientOptions options, HttpMessageHandler? handler)
    {
        (requestTimeout, clock) = (options.RequestTimeout, options.Clock);
        http = handler is null ? new HttpClient() : new HttpClient(handler, disposeHandler: false);
        http.BaseAddress = new Uri(server.AbsoluteUri.TrimEnd('/') + "/");
        http.Timeout = Timeout.InfiniteTimeSpan;
        if (options.Token is { } token)
        {
            http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }
    }

    public Task<TAnswer> GetAsync<TAnswer>(string path, IEnumerable<(string Name, string? Value)> query, JsonTypeInfo<TAnswer> answer, CancellationToken ct)
    {
        var parts = query.Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}");
        return SendAsync(() => new HttpRequestMessage(HttpMethod.Get, $"api/2.0/mlflow/{path}?{string.Join('&', parts)}"), answer, ct);
    }

    public Task<TAnswer> PostAsync<TBody, TAnswer>(string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answer, CancellationToken ct) =>
        SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, $"api/2.0/mlflow/{path}") { Content = JsonContent.Create(body, bodyType) }, answer, ct);

    /// <summary>Uploads a file, read from the disk as it goes.</summary>
    public async Task UploadAsync(string artifactPath, string file, CancellationToken ct)
    {
        var content = File.OpenRead(file);
        await using (content.ConfigureAwait(false))
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, ArtifactUrl(artifactPath)) { Content = new StreamContent(content) };
            using var response = await AnswerAsync(request, HttpCompletionOption.ResponseContentRead, ct).ConfigureAwait(false);
            await MustBeOkAsync(response, ct).ConfigureAwait(false);
        }
    }

    /// <summary>Downloads a file to a temporary name beside its own, then renames it.</summary>
    public async Task DownloadAsync(string artifactPath, string file, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, ArtifactUrl(artifactPath));
        using var response = await AnswerAsync(request, HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);
        await MustBeOkAsync(response, ct).ConfigureAwait(false);
        var part = $"{file}.{Guid.NewGuid():N}.part";
        try
        {
            var target = File.Create(part);
            await using (target.ConfigureAwait(false))
            {
                await response.Content.CopyToAsync(target, ct).ConfigureAwait(false);
            }

            File.Move(part, file, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    public void Dispose() => http.Dispose();

    private static string ArtifactUrl(string path) =>
        "api/2.0/mlflow-artifacts/artifacts/" + string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private async Task<TAnswer> SendAsync<TAnswer>(Func<HttpRequestMessage> make, JsonTypeInfo<TAnswer> type, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(requestTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        using var request = make();
        try
        {
            using var response = await AnswerAsync(request, HttpCompletionOption.ResponseContentRead, either.Token).ConfigureAwait(false);
            await MustBeOkAsync(response, either.Token).ConfigureAwait(false);
            return await response.Content.ReadFromJsonAsync(type, either.Token).ConfigureAwait(false)
                ?? throw new MillraceException("INTERNAL_ERROR", $"'{request.RequestUri}' answered null.");
        }
        catch (OperationCanceledException fault) when (!ct.IsCancellationRequested)
        {
            throw new MillraceException(MillraceException.Unreachable, $"'{request.RequestUri}' did not answer within {requestTimeout}.", fault);
        }
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, HttpCompletionOption completion, CancellationToken ct)
    {
        try
        {
            return await http.SendAsync(request, completion, ct).ConfigureAwait(false);
        }
        catch (HttpRequestException fault)
        {
            throw new MillraceException(MillraceException.Unreachable, $"'{http.BaseAddress}' cannot be reached: {fault.Message}", fault);
        }
    }

    // A gateway's error is no answer of the server: the same request may succeed later.
    private static async Task MustBeOkAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var text = await response.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
        var (code, message) = Read(text);
        var isTransient = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or HttpStatusCode.RequestTimeout;
        throw new MillraceException(
            isTransient ? MillraceException.Unreachable : code ?? $"HTTP_{(int)response.StatusCode}",
            message ?? $"'{response.RequestMessage!.RequestUri}' answered {(int)response.StatusCode}: {text}");
    }

    private static (string? Code, string? Message) Read(string text)
    {
        try
        {
            var body = JsonSerializer.Deserialize(text, WireJson.Default.ErrorBody);
            return (body?.ErrorCode, body?.Message);
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }
}
