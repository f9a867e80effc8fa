using System.Net;
using System.Text;
using System.Text.Json;

namespace Millrace.Tests.Server.Http;

/// <summary>Sends requests as MLflow's clients form them.</summary>
internal static class MlflowClient
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Sends a JSON body and gives the answer, which must be a success.</summary>
    public static async Task<JsonElement> CallAsync(this ServedHome served, string method, string path, object? body = null)
    {
        var (status, answer) = await served.TryAsync(method, path, body);
        Assert.True(status == HttpStatusCode.OK, $"{method} {path}: {status} {answer}");
        return answer;
    }

    /// <summary>Sends a request that must be refused, with this status, code and words.</summary>
    public static async Task RefusedAsync(this ServedHome served, string method, string path, object? body, int status, string code, string words)
    {
        var (answered, error) = await served.TryAsync(method, path, body);
        Assert.True((int)answered == status, $"{method} {path}: {answered} {error}");
        Assert.Equal(code, error.GetProperty("error_code").GetString());
        Assert.Contains(words, error.GetProperty("message").GetString()!, StringComparison.Ordinal);
    }

    /// <summary>A new run's id.</summary>
    public static async Task<string> NewRunAsync(this ServedHome served, string experiment = "0") =>
        (await served.CallAsync("POST", "/mlflow/runs/create", new { experiment_id = experiment })).Path("run.info.run_id").GetString()!;

    /// <summary>A new experiment's id.</summary>
    public static async Task<string> NewExperimentAsync(this ServedHome served) =>
        (await served.CallAsync("POST", "/mlflow/experiments/create", new { name = Guid.NewGuid().ToString() })).Path("experiment_id").GetString()!;

    /// <summary>What stands at a path of names.</summary>
    public static JsonElement Path(this JsonElement element, string path) =>
        path.Split('.').Aggregate(element, (inner, name) => int.TryParse(name, out var index) ? inner[index] : inner.GetProperty(name));

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> TryAsync(this ServedHome served, string method, string path, object? body)
    {
        var root = path.StartsWith("/mlflow", StringComparison.Ordinal) ? "/api/2.0" : "";
        using var request = new HttpRequestMessage(new HttpMethod(method), root + path);
        request.Content = body is null ? null : new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await served.Client.SendAsync(request, Ct);
        return (response.StatusCode, JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(Ct)));
    }
}
