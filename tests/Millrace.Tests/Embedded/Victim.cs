using System.Diagnostics;

namespace Millrace.Tests.Embedded;

/// <summary>A process to be killed: the crash dummy in one of its roles.</summary>
public sealed class Victim : IDisposable
{
    private readonly Process process;

    public Victim(params string[] role)
    {
        var info = new ProcessStartInfo(Dotnet) { RedirectStandardOutput = true, RedirectStandardInput = true };
        info.ArgumentList.Add(Assembly);
        foreach (var word in role)
        {
            info.ArgumentList.Add(word);
        }

        process = Process.Start(info)!;
    }

    public static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public static string Assembly => Path.Combine(AppContext.BaseDirectory, "Millrace.CrashDummy.dll");

    public int Pid => process.Id;

    /// <summary>The next line it says.</summary>
    public async Task<string> HearAsync() =>
        await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The victim ended by itself.");

    /// <summary>kill -9, then everything it had said until then.</summary>
    public async Task<List<string>> KillAsync()
    {
        process.Kill();
        var rest = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        // A last line without its end was not yet said.
        return [.. rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
