namespace Millrace.Kernel.Resources;

/// <summary>The most memory this process ever held.</summary>
public static class PeakMemory
{
    /// <summary>VmHWM of this process in bytes; 0 where the system does not tell.</summary>
    public static long CurrentProcessBytes()
    {
        const string Key = "VmHWM:";
        if (!File.Exists("/proc/self/status"))
        {
            return 0;
        }

        var line = File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith(Key, StringComparison.Ordinal));
        var digits = line?[Key.Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
        return long.TryParse(digits, out var kilobytes) ? kilobytes * 1024 : 0;
    }
}
