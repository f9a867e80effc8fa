using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Millrace.Benchmarks.Http;
using Millrace.Benchmarks.Measuring;

namespace Millrace.Benchmarks.Tracking;

/// <summary>A tracking server in processes of its own: ours, or MLflow's where it is installed.</summary>
internal sealed class TrackingServer : IAsyncDisposable
{
    private const string CommandVariable = "MLFLOW_SERVER";
    private const string DefaultCommand =
        "mlflow server --host 127.0.0.1 --port {port} --backend-store-uri sqlite:///{folder}/mlflow.db --artifacts-destination {folder}/artifacts";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private readonly Process process;

    private TrackingServer(Process process, Uri url, TimeSpan startTime) => (this.process, Url, StartTime) = (process, url, startTime);

    /// <summary>Where it answers.</summary>
    public Uri Url { get; }

    /// <summary>From the start of the process to its first answer.</summary>
    public TimeSpan StartTime { get; }

    /// <summary>Resident memory of the process and all it started, in MB.</summary>
    public double MemoryMb => Family(process.Id).Sum(ResidentMb);

    /// <summary>Starts ours.</summary>
    public static Task<TrackingServer> StartOursAsync(string millrace, string home, CancellationToken ct)
    {
        var port = FreePort();
        return StartAsync([millrace, "server", "--home", home, "--port", $"{port}"], port, ct);
    }

    /// <summary>Starts MLflow's server: the command of <c>MLFLOW_SERVER</c>, with <c>{port}</c> and <c>{folder}</c>, or <c>mlflow</c> on the path.</summary>
    /// <returns>Null when there is none.</returns>
    public static async Task<TrackingServer?> StartPeerAsync(Setting setting, CancellationToken ct)
    {
        var command = Environment.GetEnvironmentVariable(CommandVariable) ?? (IsOnPath("mlflow") ? DefaultCommand : null);
        if (command is null)
        {
            setting.Note($"Left out: the MLflow server as the peer, because it is not installed. Install mlflow, or give its command in {CommandVariable}.");
            return null;
        }

        var port = FreePort();
        var folder = Directory.CreateDirectory(setting.File("mlflow")).FullName;
        var words = command.Replace("{port}", $"{port}", StringComparison.Ordinal).Replace("{folder}", folder, StringComparison.Ordinal).Split(' ');
        return await StartAsync(words, port, ct);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<TrackingServer> StartAsync(string[] command, int port, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var url = new Uri($"http://127.0.0.1:{port}/");
        using var http = new HttpClient();
        while (!await AnswersAsync(http, url, ct))
        {
            if (process.HasExited || clock.Elapsed > StartLimit)
            {
                throw new InvalidOperationException($"'{string.Join(' ', command)}' did not answer.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, ct);
        }

        return new TrackingServer(process, url, clock.Elapsed);
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri url, CancellationToken ct)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(url, "health"), ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Any(folder => File.Exists(Path.Combine(folder, program)));

    private static IEnumerable<int> Family(int parent)
    {
        var parents = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => name!.All(char.IsAsciiDigit))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture)).ToDictionary(id => id, ParentOf);
        var family = new HashSet<int> { parent };
        while (parents.Where(pair => family.Contains(pair.Value) && family.Add(pair.Key)).Any())
        {
        }

        return family;
    }

    private static int ParentOf(int id)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    // Shared pages count once for each process, as ps shows them.
    private static double ResidentMb(int id)
    {
        try
        {
            var pages = long.Parse(File.ReadAllText($"/proc/{id}/statm").Split(' ')[1], CultureInfo.InvariantCulture);
            return pages * Environment.SystemPageSize / 1e6;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
