using Millrace.Kernel.Homes;

namespace Millrace.Embedded.Homes;

/// <summary>The ownership of a home: a file lock that the system itself lets go of when the owner dies, however it dies.</summary>
internal static class HomeGuard
{
    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    /// <summary>Takes the lock; null when another process has it.</summary>
    /// <remarks>Asks more than once: a process that merely looks who owns the home holds the lock for a moment.</remarks>
    public static FileStream? TryTake(HomeLayout layout)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (TryTakeOnce(layout) is { } guard)
            {
                return guard;
            }

            if (attempt == Attempts)
            {
                return null;
            }

#pragma warning disable RS0030 // 15 ms, twice at most, before anything else of the process runs: nobody is kept waiting.
            Thread.Sleep(Pause);
#pragma warning restore RS0030
        }
    }

    /// <summary>Whether some process has the lock.</summary>
    public static bool IsHeld(HomeLayout layout)
    {
        if (!File.Exists(layout.Guard))
        {
            return false;
        }

        using var mine = TryTakeOnce(layout);
        return mine is null;
    }

    private static FileStream? TryTakeOnce(HomeLayout layout)
    {
        try
        {
            return new FileStream(layout.Guard, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(layout.Guard))
        {
            return null;
        }
    }
}
