using System.Globalization;
using Millrace.Data.Contracts;
using Millrace.Data.Reading;
using Millrace.DuckDb;

namespace Millrace.Data.Profiling;

/// <summary>Counts a numeric column in bins between two of its quantiles; what lies outside falls into the outer bins.</summary>
internal sealed class HistogramQuery(DuckConnection connection, string from)
{
    private const int MostBins = 30;

    public ProfileHistogram Run(DatasetColumn column, double low, double high, CancellationToken ct)
    {
        var edges = Edges(low, high, TypeNames.IsInteger(column.Type));
        var bins = edges.Count - 1;
        var value = $"CAST({DuckSql.QuoteIdentifier(column.Name)} AS DOUBLE)";
        var bin = $"greatest(0, least({bins - 1}, floor(({value} - {Number(edges[0])}) / {Number((edges[^1] - edges[0]) / bins)})))";
        using var result = connection.Query(
            $"SELECT CAST({bin} AS INTEGER), count(*) FROM {from} WHERE isfinite({value}) GROUP BY 1", ct);
        var counts = new long[bins];
        while (result.NextChunk() is { } chunk)
        {
            for (var row = 0; row < chunk.RowCount; row++)
            {
                counts[(int)chunk.Column(0).GetValue(row)!] = (long)chunk.Column(1).GetValue(row)!;
            }
        }

        return new ProfileHistogram(edges, counts);
    }

    /// <summary>Edges of equally wide bins. Whole numbers get bins that hold equally many of them, so that no comb appears.</summary>
    internal static IReadOnlyList<double> Edges(double low, double high, bool isInteger)
    {
        if (isInteger)
        {
            var values = high - low + 1;
            var width = Math.Max(1, Math.Ceiling(values / MostBins));
            return [.. Enumerable.Range(0, (int)Math.Ceiling(values / width) + 1).Select(i => low + (i * width))];
        }

        var span = high - low;
        return span > 0 && double.IsFinite(span)
            ? [.. Enumerable.Range(0, MostBins + 1).Select(i => i == MostBins ? high : low + (span * i / MostBins))]
            : [low - 0.5, low + 0.5];
    }

    private static string Number(double value) => $"CAST('{value.ToString("R", CultureInfo.InvariantCulture)}' AS DOUBLE)";
}
