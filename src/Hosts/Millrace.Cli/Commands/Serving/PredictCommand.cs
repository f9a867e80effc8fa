using System.CommandLine;
using System.Text.Json;
using Millrace.Cli.Terminal;
using Millrace.DuckDb;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Digests;
using Millrace.Serving;

namespace Millrace.Cli.Commands.Serving;

/// <summary><c>predict ENDPOINT --data JSON | --input FILE</c></summary>
internal sealed class PredictCommand : MillraceCommand
{
    private readonly Argument<string> endpoint = new("endpoint") { Description = "The endpoint's name." };
    private readonly Option<string?> data = new("--data") { Description = "One request's raw fields as a JSON object." };
    private readonly Option<string?> input = new("--input") { Description = "A file of requests: .csv, .parquet or .jsonl with the raw fields." };
    private readonly Option<string?> output = new("--output") { Description = "Where the answers go, one JSON object a line; standard output without it." };

    public PredictCommand(CommandHost host)
        : base(
            host, "predict", "Answers requests with a deployed endpoint, without a server.",
            "millrace predict flight-delays --data '{\"date\":\"2001-06-30T18:05:00\",\"origin\":\"ORD\",\"destination\":\"LGA\",\"distance\":733}'",
            "millrace predict flight-delays --input requests.csv --output answers.jsonl")
    {
        Arguments.Add(endpoint);
        foreach (var option in new Option[] { data, input, output })
        {
            Options.Add(option);
        }
    }

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var (one, file) = (parse.GetValue(data), parse.GetValue(input));
        if (one is null == file is null)
        {
            return CliProblems.Usage("predict needs either --data or --input.", "millrace predict flight-delays --input requests.csv");
        }

        using var endpoints = invocation.App.LoadEndpoints();
        await endpoints.RefreshAsync(ct);
        return one is not null
            ? PredictOne(invocation, endpoints, parse.GetValue(endpoint)!, one)
            : await PredictFileAsync(invocation, endpoints, parse, invocation.Resolve(file!), ct);
    }

    private static Outcome<int> PredictOne(Invocation invocation, IServedEndpoints endpoints, string name, string json)
    {
        try
        {
            using var fields = JsonDocument.Parse(json);
            var answer = endpoints.Predict(name, fields.RootElement);
            if (!answer.IsOk)
            {
                return answer.As<int>();
            }

            invocation.WriteJson(answer.Value);
            return ProblemTable.ExitOk;
        }
        catch (JsonException fault)
        {
            return CliProblems.Usage($"--data is not JSON: {fault.Message}", "--data '{\"field\": 1}'");
        }
    }

    private async Task<Outcome<int>> PredictFileAsync(
        Invocation invocation, IServedEndpoints endpoints, ParseResult parse, string path, CancellationToken ct)
    {
        if (!File.Exists(path))
        {
            return CliProblems.FileMissing(path, "file of requests");
        }

        var lines = new List<string>();
        var problems = new List<Problem>();
        using var database = DuckDatabase.Open(null, new DuckDbOptions { MemoryLimitBytes = invocation.App.Budget.DuckDbMemoryBytes });
        using var connection = database.Connect();
        try
        {
            var texts = (TextColumn)connection.ReadColumns($"SELECT CAST(to_json(t) AS VARCHAR) AS request FROM {Source(path)} t", ct)[0];
            for (var row = 0; row < texts.RowCount; row++)
            {
                ct.ThrowIfCancellationRequested();
                using var fields = JsonDocument.Parse(texts[row]!);
                var answer = endpoints.Predict(parse.GetValue(endpoint)!, fields.RootElement);
                problems.AddRange(answer.Problems.Select(problem => problem with { What = $"Row {row + 1}: {problem.What}" }));
                lines.Add(answer.IsOk ? JsonSerializer.Serialize(answer.Value, CanonicalJson.Options) : "");
            }
        }
        catch (DuckDbException fault)
        {
            return CliProblems.Unreadable(path, fault.Message);
        }

        if (problems.Count > 0)
        {
            return Outcome<int>.Failed(problems);
        }

        var text = string.Concat(lines.Select(line => line + "\n"));
        if (parse.GetValue(output) is { } target)
        {
            await AtomicFile.WriteAsync(invocation.Resolve(target), text, ct);
            invocation.Terminal.Say($"{Words.Count(lines.Count)} answers are in {invocation.Resolve(target)}.");
        }
        else
        {
            invocation.Terminal.Machine.Write(text);
        }

        return ProblemTable.ExitOk;
    }

    private static string Source(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".parquet" => $"read_parquet({DuckSql.QuoteLiteral(path)})",
        ".json" or ".jsonl" or ".ndjson" => $"read_json({DuckSql.QuoteLiteral(path)})",
        _ => $"read_csv({DuckSql.QuoteLiteral(path)}, header = true)",
    };
}
