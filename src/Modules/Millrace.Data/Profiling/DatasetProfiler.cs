using System.Globalization;
using Millrace.Data.Contracts;
using Millrace.Data.Reading;
using Millrace.DuckDb;

namespace Millrace.Data.Profiling;

/// <summary>Looks at every column of a dataset. The same rows in the same order give the same profile, bit for bit: sums of
/// fractions are made by one thread, everything else does not depend on the order.</summary>
/// <param name="options">What the engine may use.</param>
/// <param name="from">What stands after FROM.</param>
/// <param name="personal">Columns whose values must not be shown: only their counts are given.</param>
internal sealed class DatasetProfiler(DuckDbOptions options, string from, IEnumerable<string> personal)
{
    // Above this many values a count of the distinct ones stays an estimate, and the most frequent ones are not looked for.
    private const long MostDistinct = 100_000;
    private const long MostExact = 5_000;
    private const int TopCount = 10;
    private const int LongestText = 200;

    private static readonly double[] Probabilities = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

    private readonly HashSet<string> hidden = new(personal, StringComparer.OrdinalIgnoreCase);

    /// <summary>Profiles.</summary>
    public DatasetProfile Run(IReadOnlyList<DatasetColumn> columns, CancellationToken ct)
    {
        using var database = DuckDatabase.Open(null, options);
        using var connection = database.Connect();
        var (rowCount, extents) = ReadExtents(connection, columns, ct);
        var numbers = columns.Where(column => TypeNames.IsNumber(column.Type) && !hidden.Contains(column.Name)).ToList();
        var moments = Moments(columns, ct);
        var quantiles = Quantiles(connection, numbers, ct);
        var profiles = columns.Select((column, i) =>
        {
            var extent = extents[i];
            var isShown = !hidden.Contains(column.Name);
            return new ColumnProfile(
                column.Name, column.Type, rowCount - extent.Count, Distinct(connection, column, extent, ct),
                isShown ? extent.Min : null, isShown ? extent.Max : null,
                moments.GetValueOrDefault(column.Name).Mean, moments.GetValueOrDefault(column.Name).Deviation,
                quantiles.GetValueOrDefault(column.Name) ?? [],
                quantiles.TryGetValue(column.Name, out var known) && known.Count > 0
                    ? new HistogramQuery(connection, from).Run(column, known[0].Value, known[^1].Value, ct)
                    : null,
                isShown && IsLabel(column.Type) && extent.Distinct <= MostDistinct ? Top(connection, column, ct) : []);
        });
        return new DatasetProfile(1, rowCount, [.. profiles]);
    }

    private static bool IsLabel(string type) => type is "varchar" or "boolean" || type.StartsWith("ENUM", StringComparison.Ordinal);

    private static string Quote(DatasetColumn column) => DuckSql.QuoteIdentifier(column.Name);

    private (long RowCount, IReadOnlyList<Extent> Extents) ReadExtents(
        DuckConnection connection, IReadOnlyList<DatasetColumn> columns, CancellationToken ct)
    {
        var list = string.Concat(columns.Select(column =>
        {
            var name = Quote(column);
            return $", count({name}), approx_count_distinct({name}), left(CAST(min({name}) AS VARCHAR), {LongestText}), left(CAST(max({name}) AS VARCHAR), {LongestText})";
        }));
        using var result = connection.Query($"SELECT count(*){list} FROM {from}", ct);
        var chunk = result.NextChunk()!;
        var extents = columns.Select((_, i) => new Extent(
            (long)chunk.Column((4 * i) + 1).GetValue(0)!, (long)chunk.Column((4 * i) + 2).GetValue(0)!,
            (string?)chunk.Column((4 * i) + 3).GetValue(0), (string?)chunk.Column((4 * i) + 4).GetValue(0))).ToList();
        return ((long)chunk.Column(0).GetValue(0)!, extents);
    }

    private long Distinct(DuckConnection connection, DatasetColumn column, Extent extent, CancellationToken ct) =>
        extent.Distinct <= MostExact ? Scalar(connection, $"count(DISTINCT {Quote(column)})", ct) : Math.Min(extent.Distinct, extent.Count);

    private long Scalar(DuckConnection connection, string aggregate, CancellationToken ct)
    {
        using var result = connection.Query($"SELECT {aggregate} FROM {from}", ct);
        return (long)result.NextChunk()!.Column(0).GetValue(0)!;
    }

    private Dictionary<string, (double? Mean, double? Deviation)> Moments(IReadOnlyList<DatasetColumn> columns, CancellationToken ct)
    {
        var measured = columns
            .Where(column => !hidden.Contains(column.Name) && (TypeNames.IsNumber(column.Type) || column.Type == "boolean")).ToList();
        if (measured.Count == 0)
        {
            return [];
        }

        using var database = DuckDatabase.Open(null, options with { Threads = 1 });
        using var connection = database.Connect();
        var list = measured.Select(column => column.Type == "boolean"
            ? $"avg(CAST({Quote(column)} AS INTEGER)), CAST(NULL AS DOUBLE)"
            : $"avg({Finite(column)}) FILTER (WHERE isfinite({Finite(column)})), stddev_samp({Finite(column)}) FILTER (WHERE isfinite({Finite(column)}))");
        using var result = connection.Query($"SELECT {string.Join(", ", list)} FROM {from}", ct);
        var chunk = result.NextChunk()!;
        return measured.Index().ToDictionary(
            pair => pair.Item.Name,
            pair => ((double?)chunk.Column(2 * pair.Index).GetValue(0), (double?)chunk.Column((2 * pair.Index) + 1).GetValue(0)));
    }

    private static string Finite(DatasetColumn column) => $"CAST({Quote(column)} AS DOUBLE)";

    private Dictionary<string, IReadOnlyList<KeyValuePair<double, double>>> Quantiles(
        DuckConnection connection, IReadOnlyList<DatasetColumn> numbers, CancellationToken ct)
    {
        if (numbers.Count == 0)
        {
            return [];
        }

        // Exact ones: an approximation would depend on which thread saw which rows.
        var at = string.Join(", ", Probabilities.Select(p => p.ToString(CultureInfo.InvariantCulture)));
        var list = numbers.Select(column => TypeNames.IsFloating(column.Type)
            ? $"quantile_disc({Quote(column)}, [{at}]) FILTER (WHERE isfinite({Quote(column)}))"
            : $"quantile_disc({Quote(column)}, [{at}])");
        var casts = list.Select(quantiles => $"CAST({quantiles} AS DOUBLE[])");
        using var result = connection.Query($"SELECT {string.Join(", ", casts)} FROM {from}", ct);
        var chunk = result.NextChunk()!;
        return numbers.Index().ToDictionary(
            pair => pair.Item.Name,
            IReadOnlyList<KeyValuePair<double, double>> (pair) =>
                [.. ((object?[]?)chunk.Column(pair.Index).GetValue(0) ?? []).Select((value, i) => KeyValuePair.Create(Probabilities[i], (double)value!))]);
    }

    private List<KeyValuePair<string, long>> Top(DuckConnection connection, DatasetColumn column, CancellationToken ct)
    {
        var name = Quote(column);
        using var result = connection.Query(
            $"SELECT left(CAST({name} AS VARCHAR), {LongestText}), count(*) FROM {from} WHERE {name} IS NOT NULL " +
            $"GROUP BY {name} ORDER BY 2 DESC, {name} LIMIT {TopCount}", ct);
        var top = new List<KeyValuePair<string, long>>();
        while (result.NextChunk() is { } chunk)
        {
            for (var row = 0; row < chunk.RowCount; row++)
            {
                top.Add(KeyValuePair.Create(chunk.Column(0).GetString(row)!, (long)chunk.Column(1).GetValue(row)!));
            }
        }

        return top;
    }

    private sealed record Extent(long Count, long Distinct, string? Min, string? Max);
}
