using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Jobs;
using Millrace.Kernel.Problems;

namespace Millrace.ContractSuites.Jobs;

/// <summary>The kinds of job that <c>JobsContract</c> submits; the worker of every adapter's test can do them.</summary>
public static class ContractJobs
{
    public const string Echo = "contract.echo";
    public const string Fail = "contract.fail";
    public const string Crash = "contract.crash";
    public const string DieOnce = "contract.die-once";
    public const string Wait = "contract.wait";
    public const string IgnoreStop = "contract.ignore-stop";

    public static IReadOnlyList<IJobHandler> Handlers { get; } =
    [
        new Handler(Echo, EchoAsync),
        new Handler(Fail, (_, _) => Task.FromResult<Outcome<string>>(
            new Problem("contract.failed", ProblemKind.Invalid, "It was asked to fail.", "Ask for something else."))),
        new Handler(Crash, (_, _) => throw new InvalidOperationException("a bug in the handler")),
        new Handler(DieOnce, DieOnceAsync),
        new Handler(Wait, WaitAsync),
        new Handler(IgnoreStop, (context, _) => WaitAsync(context, CancellationToken.None)),
    ];

    private static async Task<Outcome<string>> EchoAsync(JobContext context, CancellationToken ct)
    {
        context.Report("one");
        context.Report("two, with ümlaut");
        context.Report("three");
        var text = context.Inputs.TryGetValue("text", out var input)
            ? Encoding.UTF8.GetString(await context.Blobs.GetBytesAsync(input, ct))
            : "";
        var stored = await context.Blobs.PutJsonAsync(context.SpecJson, ct);
        return JsonSerializer.Serialize(new EchoAnswer(
            context.SpecJson, text, stored.Digest.ToString(), context.Resources.Threads,
            Environment.GetEnvironmentVariable("OMP_NUM_THREADS"), Environment.ProcessId));
    }

    // The first attempt leaves a file and is killed; the second finds it.
    private static async Task<Outcome<string>> DieOnceAsync(JobContext context, CancellationToken ct)
    {
        var marker = Path.Combine(context.Scratch, "was-here");
        if (File.Exists(marker))
        {
            return JsonSerializer.Serialize(await File.ReadAllTextAsync(marker, ct));
        }

        await File.WriteAllTextAsync(marker, "from the first attempt", ct);
        Process.GetCurrentProcess().Kill();
        await Task.Delay(Timeout.Infinite, ct);
        return "";
    }

    private static async Task<Outcome<string>> WaitAsync(JobContext context, CancellationToken ct)
    {
        context.Report(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await Task.Delay(Timeout.Infinite, ct);
        return "";
    }

    private sealed class Handler(string kind, Func<JobContext, CancellationToken, Task<Outcome<string>>> run) : IJobHandler
    {
        public string Kind => kind;

        public Task<Outcome<string>> RunAsync(JobContext context, CancellationToken ct) => run(context, ct);
    }
}

/// <summary>What <see cref="ContractJobs.Echo"/> answers.</summary>
public sealed record EchoAnswer(string Spec, string Text, string Stored, int Threads, string? OmpThreads, int Pid);
