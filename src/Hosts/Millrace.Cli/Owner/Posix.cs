using System.Diagnostics;

namespace Millrace.Cli.Owner;

/// <summary>Asks a process to stop, as Ctrl-C in a service manager would.</summary>
internal static class Posix
{
    public static void Terminate(int processId)
    {
        using var kill = Process.Start("kill", ["-TERM", processId.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
