using System.Globalization;
using System.Text.Json;
using Millrace.Benchmarks.Measuring;
using Millrace.DuckDb;

namespace Millrace.Benchmarks.Http;

/// <summary>A home with a deployed model of 100 trees × 20 features, made by running a real workflow, and requests for it.</summary>
internal static class HttpModel
{
    private const int RequestCount = 256;
    private const int RequestFields = 12;
    private static readonly string[] ViewFeatures =
        [.. new[] { "label_share", "mean_x01" }.SelectMany(a => new[] { "2h", "6h", "1d", "7d" }.Select(w => $"station_{a}_{w}"))];

    /// <summary>The command line beside this program in the repository; null when it is not built.</summary>
    public static string? CommandLine()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return RepositoryFiles.Find($"src/Hosts/Millrace.Cli/bin/{configuration}/net10.0/millrace");
    }

    /// <summary>Makes the data, runs the workflow and writes the requests, one on each line.</summary>
    public static async Task BuildAsync(Setting setting, string millrace, CancellationToken ct)
    {
        var workflow = setting.File("workflow.yaml");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "files", "workflow.yaml"), workflow);
        MakeEvents(setting.File("events.parquet"));
        setting.Note("  training what is served");
        await ServedProcess.RunAsync(millrace, ["run", workflow, "--home", setting.File("home"), "--json"], ct);
        await File.WriteAllLinesAsync(setting.File("infer.jsonl"), Requests(Infer), ct);
        await File.WriteAllLinesAsync(setting.File("predict.jsonl"), Requests(Predict), ct);
    }

    private static void MakeEvents(string path)
    {
        using var database = DuckDatabase.Open();
        using var connection = database.Connect();
        var fields = Enumerable.Range(1, RequestFields).Select(i => $"(hash(i * 100 + {i}) % 2000000) / 1e6 - 1 AS x{i:00}");
        connection.Execute(
            $"""
             COPY (SELECT *, x01 + x02 * x03 + x04 * abs(x05) + (hash(i * 100 + 99) % 2000000) / 1e6 - 1 > 0.3 AS label,
                          happened_at + INTERVAL 30 MINUTES AS known_at
                   FROM (SELECT i, TIMESTAMP '2025-01-01' + to_minutes(i) AS happened_at, 's' || (hash(i) % 50) AS station, {string.Join(", ", fields)}
                         FROM range(59 * 24 * 60) r(i))
                   ORDER BY i)
             TO {DuckSql.QuoteLiteral(path)} (FORMAT parquet)
             """);
    }

    private static IEnumerable<string> Requests(Func<Random, object> make)
    {
        var random = new Random(Setting.Seed);
        return Enumerable.Range(0, RequestCount).Select(_ => JsonSerializer.Serialize(make(random)));
    }

    // Open Inference Protocol: one tensor [1, 1] for each feature.
    private static object Infer(Random random)
    {
        var names = ViewFeatures.Concat(Enumerable.Range(1, RequestFields).Select(i => $"f{i:00}"));
        var inputs = names.Select(name => new { name, shape = new[] { 1, 1 }, datatype = "FP64", data = new[] { Number(random) } });
        return new { inputs };
    }

    private static object Predict(Random random)
    {
        // The hours after the newest row: what a server is asked in earnest.
        var at = new DateTime(2025, 3, 1, 1, 0, 0, DateTimeKind.Utc).AddMinutes(random.Next(600));
        var fields = new Dictionary<string, object>
        {
            ["happened_at"] = at.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
            ["station"] = $"s{random.Next(50)}",
        };
        for (var i = 1; i <= RequestFields; i++)
        {
            fields[$"x{i:00}"] = Number(random);
        }

        return fields;
    }

    private static double Number(Random random) => Math.Round((random.NextDouble() * 2) - 1, 6);
}
