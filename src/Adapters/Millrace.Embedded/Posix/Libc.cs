using System.Runtime.InteropServices;

namespace Millrace.Embedded.Posix;

/// <summary>The few system calls that .NET has no words for.</summary>
internal static class Libc
{
    public const int SigKill = 9;
    public const int SigTerm = 15;
    public const int OpenReadOnly = 0;
    private const int SetParentDeathSignal = 1;

    /// <summary>Makes the names in a folder durable: a renamed file is only there for good after this.</summary>
    public static void FlushFolder(string path)
    {
        var handle = Open(path, OpenReadOnly);
        if (handle < 0)
        {
            throw new IOException($"Cannot open the folder '{path}'.", Marshal.GetLastPInvokeError());
        }

        var failed = Fsync(handle) != 0 ? Marshal.GetLastPInvokeError() : 0;
        _ = Close(handle);
        if (failed != 0)
        {
            throw new IOException($"Cannot flush the folder '{path}'.", failed);
        }
    }

    /// <summary>Has the system kill this process when the thread that started it ends.</summary>
    public static void DieWithParent() => _ = Prctl(SetParentDeathSignal, SigKill, 0, 0, 0);

    /// <summary>Sends a signal; no error when the process is gone.</summary>
    public static void Signal(int pid, int signal) => _ = Kill(pid, signal);

    [DllImport("libc", EntryPoint = "getppid")]
    public static extern int ParentPid();

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int pid, int signal);

    [DllImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static extern int Prctl(int option, nint a, nint b, nint c, nint d);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Fsync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int handle);
}
