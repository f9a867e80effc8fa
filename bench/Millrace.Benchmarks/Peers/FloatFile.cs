using System.Runtime.InteropServices;

namespace Millrace.Benchmarks.Peers;

/// <summary>Doubles as numpy's <c>fromfile</c> reads them.</summary>
internal static class FloatFile
{
    /// <summary>Writes columns one after the other.</summary>
    public static void Write(string path, IEnumerable<double[]> columns)
    {
        using var stream = File.Create(path);
        foreach (var column in columns)
        {
            stream.Write(MemoryMarshal.AsBytes<double>(column));
        }
    }
}
