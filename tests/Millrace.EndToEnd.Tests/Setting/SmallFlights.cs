using Millrace.DuckDb;
using Millrace.EndToEnd.Tests.Setting;

[assembly: AssemblyFixture(typeof(SmallFlights))]

namespace Millrace.EndToEnd.Tests.Setting;

/// <summary>The sample workflow on the real flights between three airports, made once for all tests. Two of them are less than two
/// hours apart, so that the shortest windows hold landings.</summary>
public sealed class SmallFlights : IDisposable
{
    private const string Airports = "('ORD', 'LAX', 'PHX')";
    private readonly Lazy<Task<CliProcess>> finished;
    private int folders;

    public SmallFlights()
    {
        Folder = Directory.CreateTempSubdirectory("millrace-e2e-").FullName;
        Parquet = Path.Combine(Folder, "flights.parquet");
        finished = new(RunOnceAsync);
        using var database = DuckDatabase.Open();
        using var connection = database.Connect();
        connection.Execute(
            $"""
            COPY (SELECT * FROM read_parquet({DuckSql.QuoteLiteral(Repository.Flights)})
                  WHERE origin IN {Airports} AND destination IN {Airports})
            TO {DuckSql.QuoteLiteral(Parquet)} (FORMAT parquet)
            """);
    }

    public string Folder { get; }

    /// <summary>Some 30,000 real flights.</summary>
    public string Parquet { get; }

    /// <summary>A fresh folder with the workflow, changed as told, and a home of its own.</summary>
    /// <param name="changes">Texts of the sample to replace; each must be there.</param>
    internal CliProcess NewCli(params (string From, string To)[] changes)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, $"case{Interlocked.Increment(ref folders)}")).FullName;
        Write(folder, changes);
        return new CliProcess(Path.Combine(folder, "home"), folder);
    }

    /// <summary>A fresh folder with the workflow and a home in which it has run; the run is done once and copied.</summary>
    internal async Task<CliProcess> NewFinishedAsync()
    {
        var source = await finished.Value;
        var cli = NewCli();
        CopyFolder(source.Home, cli.Home);
        return cli;
    }

    /// <summary>Writes the changed workflow into a folder.</summary>
    internal void Write(string folder, params (string From, string To)[] changes)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Sample, "workflow.yaml"));
        (string From, string To)[] always =
        [
            ("${FLIGHTS_PARQUET:-../../eng/native/node_modules/vega-datasets/data/flights-3m.parquet}", Parquet),
            ("rounds: 200", "rounds: 20"),
            ("checkpoint_every: 25", "checkpoint_every: 5"),
            ("resamples: 1000", "resamples: 100"),
            ("importance_rows: 50000", "importance_rows: 1000"),
            ("success_threshold: 0.80", "success_threshold: 0.60"),
            ("{ gate: slice_floor, metric: roc_auc, min: 0.70, min_rows: 1000 }", "{ gate: slice_floor, metric: roc_auc, min: 0.50, min_rows: 1000 }"),
            ("over: logistic, by: 0.005", "over: prior, by: 0.005"),
        ];
        foreach (var (from, to) in always.Concat(changes))
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        File.WriteAllText(Path.Combine(folder, "workflow.yaml"), text);
        File.Copy(Path.Combine(Repository.Sample, "airport_zones.csv"), Path.Combine(folder, "airport_zones.csv"), overwrite: true);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    internal static void CopyFolder(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }

    private async Task<CliProcess> RunOnceAsync()
    {
        var cli = NewCli();
        (await cli.RunAsync("run", "workflow.yaml")).MustExitWith(0);
        return cli;
    }
}
