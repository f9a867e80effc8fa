using Millrace.DuckDb;
using Millrace.Features.Contracts;
using Millrace.Onnx;
using Millrace.Training.Preprocessing;
using Millrace.Training.Rows;

namespace Millrace.Training.Baselines;

/// <summary>Reads the numbers of train as a logistic regression wants them: the median for a missing value, mean 0 and
/// deviation 1, and an indicator where values are missing.</summary>
/// <remarks>The same arithmetic, in double and rounded once, as the graph that will serve does.</remarks>
internal sealed class DenseColumns
{
    // Few columns at a time: they are in memory as doubles while they are summarized.
    private const int ColumnsAtOnce = 8;

    private readonly List<NumericTransform> transforms = [];
    private readonly List<string> names = [""];
    private readonly HashSet<(ulong, ulong)> patterns = [];
    private readonly int firstIndicator;
    private readonly int threads;

    private DenseColumns(int rowCount, int numberCount, int threads)
    {
        this.threads = threads;
        RowCount = rowCount;
        firstIndicator = 1 + numberCount;

        // How many indicators are needed is only known at the end, so there is room for one for each number.
        Stride = LogisticDesign.PaddedTo(1 + (2 * numberCount));
        Values = new float[checked(rowCount * Stride)];
    }

    /// <summary>Rows.</summary>
    public int RowCount { get; }

    /// <summary>Values from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>Rows × stride: a 1 for the intercept, the numbers, the indicators, zeros.</summary>
    public float[] Values { get; }

    /// <summary>What was done, one for each number.</summary>
    public IReadOnlyList<NumericTransform> Transforms => transforms;

    /// <summary>Names of the columns in use, as the graph's; empty for the intercept.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Reads all numbers of a part.</summary>
    public static DenseColumns Read(PartReader train, IReadOnlyList<FeatureInfo> features, int threads, CancellationToken ct)
    {
        var numbers = features.Where(feature => feature.Type == FeatureType.Number).Select(feature => feature.Name).ToList();
        var dense = new DenseColumns(train.RowCount, numbers.Count, threads);
        var indicators = new List<string>();
        foreach (var group in numbers.Chunk(ColumnsAtOnce))
        {
            var read = train.Columns(group.Select(name => $"{DuckSql.QuoteIdentifier(name)}::DOUBLE"), ct);
            dense.Add(group, [.. read.Select(column => ((DoubleColumn)column).Values)], indicators, ct);

            // A hundred megabytes of columns are garbage now; the next ones take their place.
            GC.Collect();
        }

        dense.names.AddRange(indicators);
        return dense;
    }

    private void Add(string[] group, double[][] columns, List<string> indicators, CancellationToken ct)
    {
        var summaries = new (ColumnSummary Summary, (ulong, ulong) Pattern)[group.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = ct };
        Parallel.For(0, group.Length, parallel, i => summaries[i] = (ColumnSummary.Of(columns[i]), MissingPattern(columns[i])));
        var first = names.Count;
        var places = new int[group.Length];
        for (var i = 0; i < group.Length; i++)
        {
            var summary = summaries[i].Summary;

            // Columns that are missing in the same rows need one indicator between them.
            var isIndicated = summary.MissingCount > 0 && patterns.Add(summaries[i].Pattern);
            transforms.Add(new NumericTransform(group[i]) { Impute = summary.Median, HasMissingIndicator = isIndicated }
                .Standardized(summary.Mean, summary.Deviation));
            places[i] = isIndicated ? firstIndicator + indicators.Count : -1;
            names.Add(group[i]);
            if (isIndicated)
            {
                indicators.Add($"{group[i]}_is_missing");
            }
        }

        var fitted = transforms.TakeLast(group.Length).ToArray();
        Parallel.For(0, threads, parallel, share =>
        {
            var (from, to) = ((long)RowCount * share / threads, (long)RowCount * (share + 1) / threads);
            Write((int)from, (int)to, columns, fitted, first, places);
        });
    }

    private void Write(int from, int to, double[][] columns, NumericTransform[] fitted, int first, int[] places)
    {
        var fill = Array.ConvertAll(fitted, transform => (float)((transform.Impute!.Value - transform.Offset) * transform.Scale));
        for (var row = from; row < to; row++)
        {
            var target = Values.AsSpan(row * Stride, Stride);
            target[0] = 1;
            for (var i = 0; i < fitted.Length; i++)
            {
                var value = columns[i][row];
                var isThere = double.IsFinite(value);
                target[first + i] = isThere ? (float)((value - fitted[i].Offset) * fitted[i].Scale) : fill[i];
                if (places[i] >= 0)
                {
                    target[places[i]] = isThere ? 0 : 1;
                }
            }
        }
    }

    // Two independent 64-bit hashes of the numbers of the rows that are missing.
    private static (ulong, ulong) MissingPattern(double[] column)
    {
        var (a, b) = (0x9E37_79B9_7F4A_7C15UL, 0xC2B2_AE3D_27D4_EB4FUL);
        for (var row = 0; row < column.Length; row++)
        {
            if (!double.IsFinite(column[row]))
            {
                a = (a ^ (uint)row) * 0xFF51_AFD7_ED55_8CCDUL;
                b = (b + (uint)row + (b >> 29)) * 0xC4CE_B9FE_1A85_EC53UL;
            }
        }

        return (a, b);
    }
}
