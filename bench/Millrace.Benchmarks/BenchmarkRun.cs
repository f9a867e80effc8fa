using Millrace.Benchmarks.Measuring;
using Millrace.Benchmarks.Publishing;

namespace Millrace.Benchmarks;

/// <summary>Runs benchmarks one after the other and publishes their figures.</summary>
internal static class BenchmarkRun
{
    /// <summary>Runs them.</summary>
    /// <returns>0; 1 when two sides do not compute the same.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<IBenchmark> benchmarks, bool isQuick, int rounds, string? json, CancellationToken ct)
    {
        var began = TimeProvider.System.GetUtcNow();
        var notes = new List<string>();
        var measured = new List<BenchmarkFigures>();
        var folder = Directory.CreateTempSubdirectory("millrace-bench-").FullName;
        try
        {
            foreach (var benchmark in benchmarks)
            {
                await Console.Error.WriteLineAsync($"{benchmark.Name}: {benchmark.Title}");
                var own = Directory.CreateDirectory(Path.Combine(folder, benchmark.Name)).FullName;
                var figures = await benchmark.RunAsync(new Setting(isQuick, rounds, own, note => Tell(note, notes)), ct);
                measured.Add(new BenchmarkFigures(benchmark.Name, benchmark.Title, figures));
                Directory.Delete(own, recursive: true);
            }
        }
        catch (DisagreementException disagreement)
        {
            await Console.Error.WriteLineAsync($"The sides do not compute the same. {disagreement.Message}");
            return 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        var (command, machine) = (Command(benchmarks, isQuick, rounds), Machine.Current());
        Console.Write(MarkdownTable.Of(measured, machine, command, isQuick, rounds));
        notes.ForEach(Console.WriteLine);
        if (json is not null)
        {
            await new FiguresFile(1, began, command, isQuick, rounds, machine, notes, measured).WriteAsync(json, ct);
        }

        return 0;
    }

    // Progress is for people; what was left out belongs to the figures.
    private static void Tell(string note, List<string> notes)
    {
        Console.Error.WriteLine(note);
        if (!note.StartsWith(' '))
        {
            notes.Add(note);
        }
    }

    private static string Command(IReadOnlyList<IBenchmark> benchmarks, bool isQuick, int rounds) =>
        $"./millrace bench {string.Join(' ', benchmarks.Select(benchmark => benchmark.Name))}{(isQuick ? " --quick" : "")} --rounds {rounds}";
}
