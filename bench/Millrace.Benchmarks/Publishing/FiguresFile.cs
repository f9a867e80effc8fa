using System.Text.Json;
using System.Text.Json.Serialization;
using Millrace.Benchmarks.Measuring;

namespace Millrace.Benchmarks.Publishing;

/// <summary>The figures for machines.</summary>
/// <param name="FormatVersion">1.</param>
/// <param name="MeasuredAtUtc">When the run began.</param>
/// <param name="Command">What was typed.</param>
/// <param name="IsQuick">Whether the figures say nothing.</param>
/// <param name="Rounds">Measured rounds.</param>
/// <param name="Machine">Where.</param>
/// <param name="Notes">What was left out, and why.</param>
/// <param name="Benchmarks">The rows by benchmark.</param>
internal sealed record FiguresFile(
    int FormatVersion, DateTimeOffset MeasuredAtUtc, string Command, bool IsQuick, int Rounds, Machine Machine,
    IReadOnlyList<string> Notes, IReadOnlyList<BenchmarkFigures> Benchmarks)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Writes the file.</summary>
    public async Task WriteAsync(string path, CancellationToken ct)
    {
        await using var stream = File.Create(path);
        await JsonSerializer.SerializeAsync(stream, this, Options, ct);
    }
}
