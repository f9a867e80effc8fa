using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Millrace.Benchmarks.Measuring;

/// <summary>Where figures were measured.</summary>
/// <param name="Cpu">Model.</param>
/// <param name="CoreCount">Cores this process may use.</param>
/// <param name="MemoryBytes">Memory it may use.</param>
/// <param name="OperatingSystem">Name and version.</param>
/// <param name="Runtime">.NET's version.</param>
/// <param name="Build">Millrace's version and commit.</param>
internal sealed record Machine(string Cpu, int CoreCount, long MemoryBytes, string OperatingSystem, string Runtime, string Build)
{
    /// <summary>This one.</summary>
    public static Machine Current() => new(
        CpuModel(), Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        typeof(Machine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{CoreCount} × {Cpu}, {MemoryBytes / 1e9:0} GB, {OperatingSystem}, {Runtime}, Millrace {Build}");

    private static string CpuModel()
    {
        const string Key = "model name";
        return File.Exists("/proc/cpuinfo")
            && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal)) is { } line
                ? line[(line.IndexOf(':') + 1)..].Trim()
                : RuntimeInformation.ProcessArchitecture.ToString();
    }
}
