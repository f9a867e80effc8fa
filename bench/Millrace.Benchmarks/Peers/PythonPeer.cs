using System.Diagnostics;
using System.Globalization;

namespace Millrace.Benchmarks.Peers;

/// <summary>
/// A Python process that loads its data once and then measures tasks itself when told to, so that neither its start nor the
/// exchange is in the figures. Its lines: <c>ready LIBRARY=VERSION…</c>, then for each task <c>SECONDS RESULT…</c>.
/// </summary>
internal sealed class PythonPeer : IDisposable
{
    private readonly Process process;
    private readonly Dictionary<string, string> versions;

    private PythonPeer(Process process, string versions)
    {
        this.process = process;
        this.versions = versions.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
    }

    /// <summary>A library and its version.</summary>
    /// <param name="library">One that the script names when it is ready.</param>
    public string NameOf(string library) => $"{library} {versions[library]}";

    /// <summary>Starts a script.</summary>
    /// <param name="script">Name of the file beside the program.</param>
    /// <param name="arguments">For the script.</param>
    /// <param name="note">Told why there is no peer.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>Null when Python or a library is not installed.</returns>
    public static async Task<PythonPeer?> StartAsync(string script, IEnumerable<string> arguments, Action<string> note, CancellationToken ct)
    {
        var python = Environment.GetEnvironmentVariable("MILLRACE_BENCH_PYTHON") ?? "/usr/bin/python3";
        if (!File.Exists(python))
        {
            note($"Left out: {script}, because {python} is missing.");
            return null;
        }

        var path = Path.Combine(AppContext.BaseDirectory, "files", script);
        var process = Process.Start(new ProcessStartInfo(python, [path, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync(ct);
        if (line?.StartsWith("ready ", StringComparison.Ordinal) == true)
        {
            return new PythonPeer(process, line["ready ".Length..]);
        }

        note($"Left out: {script}. {line ?? "It ended at once."}");
        process.Dispose();
        return null;
    }

    /// <summary>Runs a task.</summary>
    /// <returns>The seconds that it took, and its results.</returns>
    /// <exception cref="InvalidOperationException">The process ended.</exception>
    public async Task<(double Seconds, double[] Results)> RunAsync(string task, CancellationToken ct)
    {
        await process.StandardInput.WriteLineAsync(task.AsMemory(), ct);
        await process.StandardInput.FlushAsync(ct);
        var line = await process.StandardOutput.ReadLineAsync(ct)
            ?? throw new InvalidOperationException($"The Python peer ended during '{task}'.");
        var numbers = Array.ConvertAll(line.Split(' '), text => double.Parse(text, CultureInfo.InvariantCulture));
        return (numbers[0], numbers[1..]);
    }

    /// <summary>Ends the process.</summary>
    public void Dispose()
    {
        process.StandardInput.Dispose();
        process.WaitForExit();
        process.Dispose();
    }
}
