using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Millrace.DuckDb;
using Millrace.EndToEnd.Tests.Runs;
using Millrace.EndToEnd.Tests.Setting;

namespace Millrace.EndToEnd.Tests.Serving;

/// <summary>A server over a home in which the workflow has run.</summary>
public sealed class ServedFlights(SmallFlights flights) : IAsyncLifetime
{
    internal CliProcess Cli { get; private set; } = null!;

    internal RunningServer Server { get; private set; } = null!;

    internal string Parquet => flights.Parquet;

    public async ValueTask InitializeAsync()
    {
        Cli = await flights.NewFinishedAsync();
        Server = await RunningServer.StartAsync(Cli);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

public sealed class ServerTests(ServedFlights served) : IClassFixture<ServedFlights>
{
    private const string Predict = "/endpoints/flight-delays/predict";

    private static readonly object Flight = new { date = "2001-06-30T18:05:00", origin = "ORD", destination = "LAX", distance = 1745 };

    [Fact]
    public async Task Health_and_version_answer_in_plain_text()
    {
        Assert.Equal("OK", await served.Server.Client.GetStringAsync("/health"));
        Assert.Equal("3.6.0", await served.Server.Client.GetStringAsync("/version"));
        Assert.Matches(@"^\d+\.\d+\.\d+$", await served.Server.Client.GetStringAsync("/api/2.0/millrace/version"));
    }

    [Fact]
    public async Task A_request_of_raw_fields_gets_probability_decision_version_and_latency()
    {
        using var response = await served.Server.Client.PostAsJsonAsync(Predict, Flight);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.InRange(answer.GetProperty("probability").GetDouble(), 0, 1);
        Assert.Equal(
            answer.GetProperty("probability").GetDouble() >= answer.GetProperty("threshold").GetDouble(), answer.GetProperty("decision").GetBoolean());
        Assert.Equal(1, answer.GetProperty("modelVersion").GetInt32());
        Assert.False(answer.GetProperty("isFallback").GetBoolean());
        Assert.True(answer.GetProperty("latencyMs").GetDouble() > 0);
    }

    [Fact]
    public async Task Real_time_and_batch_give_the_same_probability_for_the_same_flight()
    {
        var run = (await served.Cli.RunAsync("run", "workflow.yaml", "--json")).MustExitWith(0).Json;
        var digest = run.GetProperty("steps").EnumerateArray().First(step => step.GetProperty("id").GetString() == "predict")
            .GetProperty("outputs").GetProperty("predictions").GetString()!;
        using var database = DuckDatabase.Open();
        using var connection = database.Connect();
        var manifest = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(RunOutcome.Blob(served.Cli, digest)));
        var file = DuckSql.QuoteLiteral(RunOutcome.Blob(served.Cli, manifest.GetProperty("file").GetProperty("digest").GetString()!));
        var rows = connection.Rows(
            $"""
            SELECT strftime(f.date, '%Y-%m-%dT%H:%M:%S'), f.origin, f.destination, f.distance, p.probability
            FROM read_parquet({file}) p
            JOIN (SELECT *, row_number() OVER () - 1 AS id FROM read_parquet({DuckSql.QuoteLiteral(served.Parquet)})) f ON f.id = p._row_id
            WHERE p._event_time >= TIMESTAMP '2001-06-30 12:00:00' ORDER BY hash(p._row_id) LIMIT 100
            """);
        Assert.Equal(100, rows.Count);
        foreach (var row in rows)
        {
            using var response = await served.Server.Client.PostAsJsonAsync(Predict, new { date = row[0], origin = row[1], destination = row[2], distance = row[3] });
            var body = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, $"{row[0]} {row[1]} {row[2]} {row[3]}: {body}");
            var answer = JsonSerializer.Deserialize<JsonElement>(body);
            Assert.Equal((double)row[4]!, answer.GetProperty("probability").GetDouble(), 1e-6);
        }
    }

    [Fact]
    public async Task Everything_wrong_with_a_request_is_told_at_once()
    {
        using var response = await served.Server.Client.PostAsJsonAsync(Predict, new { date = "yesterday", orign = "ORD", distance = "far" });
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var codes = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("problems").EnumerateArray()
            .Select(problem => problem.GetProperty("code").GetString()!).Order().ToArray();
        Assert.Equal(
            ["serving.field-missing", "serving.field-missing", "serving.field-type", "serving.field-type", "serving.field-unknown"], codes);
    }

    [Theory]
    [InlineData("not json", HttpStatusCode.BadRequest)]
    [InlineData("[1]", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("{\"date\":\"2001-06-30T18:05:00\",\"origin\":\"ZZZ\",\"destination\":\"LAX\",\"distance\":1745}", HttpStatusCode.BadRequest)]
    public async Task A_body_that_cannot_be_answered_is_refused(string body, HttpStatusCode expected)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await served.Server.Client.PostAsync(Predict, content);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task An_unknown_endpoint_is_404_with_a_hint()
    {
        using var response = await served.Server.Client.PostAsJsonAsync("/endpoints/flight-delay/predict", Flight);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("'flight-delays'", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_open_inference_protocol_describes_and_serves_the_model()
    {
        var client = served.Server.Client;
        Assert.True((await client.GetFromJsonAsync<JsonElement>("/v2/health/ready")).GetProperty("ready").GetBoolean());
        var model = await client.GetFromJsonAsync<JsonElement>("/v2/models/flight-delays");
        var inputs = model.GetProperty("inputs").EnumerateArray().Select(input => new
        {
            name = input.GetProperty("name").GetString(),
            shape = new[] { 2, 1 },
            datatype = input.GetProperty("datatype").GetString(),
            data = input.GetProperty("datatype").GetString() == "BYTES" ? new object?[] { "ORD", "LAX" } : [1.5, null],
        });
        using var response = await client.PostAsJsonAsync("/v2/models/flight-delays/versions/1/infer", new { id = "42", inputs });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("42", answer.GetProperty("id").GetString());
        var output = Assert.Single(answer.GetProperty("outputs").EnumerateArray());
        Assert.Equal("probability", output.GetProperty("name").GetString());
        Assert.Equal(2, output.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Wrong_tensors_are_refused_in_the_protocols_own_form()
    {
        using var response = await served.Server.Client.PostAsJsonAsync(
            "/v2/models/flight-delays/infer", new { inputs = new[] { new { name = "hour", shape = new[] { 1, 1 }, datatype = "INT8", data = new[] { 1 } } } });
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("serving.tensor-missing", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_count_the_answers_for_Prometheus()
    {
        using var response = await served.Server.Client.PostAsJsonAsync(Predict, Flight);
        var text = await served.Server.Client.GetStringAsync("/metrics");
        Assert.Contains("# TYPE millrace_serving_requests_total counter", text, StringComparison.Ordinal);
        Assert.Contains("millrace_serving_latency_seconds_bucket{endpoint=\"flight-delays\",le=\"+Inf\"}", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenApi_describes_the_predict_route()
    {
        var document = await served.Server.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.True(document.GetProperty("paths").TryGetProperty("/endpoints/{name}/predict", out _));
    }

    [Fact]
    public async Task While_a_server_owns_the_home_commands_run_through_it()
    {
        var models = (await served.Cli.RunAsync("models", "list", "--json")).MustExitWith(0).Json;
        Assert.Equal("flight-delays", models[0].GetProperty("name").GetString());
        var wrong = (await served.Cli.RunAsync("models", "show", "flight-delay")).MustExitWith(4);
        Assert.Contains("registry.model-not-found", wrong.People, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_of_others_are_refused_without_the_token()
    {
        using var response = await served.Server.Client.PostAsJsonAsync("/api/v1/commands", new { arguments = new[] { "models", "list" }, workingDirectory = "/" });
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_name_that_is_not_this_machine_is_not_answered()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health") { Headers = { Host = "evil.example" } };
        using var response = await served.Server.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_second_server_on_the_same_home_is_refused()
    {
        var second = await served.Cli.RunAsync("server", "--port", "0");
        second.MustExitWith(5);
        Assert.Contains("home.in-use", second.People, StringComparison.Ordinal);
    }
}
