using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Millrace.Benchmarks.Http;

/// <summary>A server in a process of its own, kept on one core where the machine has several and <c>taskset</c> is there.</summary>
internal sealed class ServedProcess : IAsyncDisposable
{
    private const string TaskSet = "/usr/bin/taskset";
    private static readonly string[] Cores = AllowedCores();
    private readonly Process process;

    private ServedProcess(Process process, Uri url) => (this.process, Url) = (process, url);

    /// <summary>Whether server and load have a core each.</summary>
    public static bool IsPinned => Cores.Length > 1 && File.Exists(TaskSet);

    /// <summary>Where it answers.</summary>
    public Uri Url { get; }

    /// <summary>Processor time used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts a server that prints <c>{"url":…}</c> when it answers.</summary>
    /// <exception cref="InvalidOperationException">It ended instead.</exception>
    public static async Task<ServedProcess> StartAsync(string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        var process = Start(program, arguments, core: 0, isServer: true);
        var line = await process.StandardOutput.ReadLineAsync(ct)
            ?? throw new InvalidOperationException($"{program} ended before it answered; see above.");
        return new ServedProcess(process, new Uri(JsonDocument.Parse(line).RootElement.GetProperty("url").GetString()!));
    }

    /// <summary>Runs a program to its end on the other core.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        using var process = Start(program, arguments, core: 1, isServer: false);
        var complaints = process.StandardError.ReadToEndAsync(ct);
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await complaints}");
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static Process Start(string program, IEnumerable<string> arguments, int core, bool isServer)
    {
        string[] all = IsPinned ? [TaskSet, "--cpu-list", Cores[core], program, .. arguments] : [program, .. arguments];
        return Process.Start(new ProcessStartInfo(all[0], all[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = isServer,
            RedirectStandardError = !isServer,
        })!;
    }

    // As the kernel writes them: 0-1,4.
    private static string[] AllowedCores()
    {
        const string Status = "/proc/self/status";
        const string Key = "Cpus_allowed_list:";
        var list = File.Exists(Status) ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal)) : null;
        return list is null ? [] : [.. list[Key.Length..].Split(',').SelectMany(Range)];
    }

    private static IEnumerable<string> Range(string range)
    {
        var ends = Array.ConvertAll(range.Split('-'), number => int.Parse(number, CultureInfo.InvariantCulture));
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1).Select(core => core.ToString(CultureInfo.InvariantCulture));
    }
}
