using System.Globalization;
using Millrace.XGBoost.Native;

namespace Millrace.XGBoost;

/// <summary>Training or evaluation data inside XGBoost: rows × features of float32, NaN meaning missing, with labels.</summary>
/// <remarks>A plain matrix costs 8 bytes a value plus, when trained with <c>hist</c>, 2 more; a quantile matrix 2 bytes.
/// See <see cref="Quantile(IXgbRowSource, XgbQuantileOptions?, XgbMatrix?)"/>.</remarks>
public sealed unsafe partial class XgbMatrix : IDisposable
{
    private XgbMatrix(nint matrix) => Handle = new XgbMatrixHandle(matrix);

    /// <summary>Number of rows.</summary>
    public long RowCount
    {
        get
        {
            XgbNative.Check(XgbNative.XGDMatrixNumRow(Handle, out var count));
            return (long)count;
        }
    }

    /// <summary>Number of features.</summary>
    public int FeatureCount
    {
        get
        {
            XgbNative.Check(XgbNative.XGDMatrixNumCol(Handle, out var count));
            return (int)count;
        }
    }

    /// <summary>Number of values that are not missing.</summary>
    public long NonMissingCount
    {
        get
        {
            XgbNative.Check(XgbNative.XGDMatrixNumNonMissing(Handle, out var count));
            return (long)count;
        }
    }

    internal XgbMatrixHandle Handle { get; }

    /// <summary>Copies row-major values into a plain matrix, which every booster can train on and predict from.</summary>
    /// <param name="values">Rows × features, row-major, NaN for a missing value; infinities are refused.</param>
    /// <param name="featureCount">Values per row, 1 or more.</param>
    /// <param name="threads">Threads that copy; 0 means all.</param>
    /// <exception cref="ArgumentException">The values are not whole rows.</exception>
    /// <exception cref="XgbException">A value is infinite.</exception>
    public static XgbMatrix FromRows(ReadOnlySpan<float> values, int featureCount, int threads = 0)
    {
        var rowCount = WholeRows(values.Length, featureCount);
        XgbThread.Silence();
        fixed (float* first = values)
        {
            XgbNative.Check(XgbNative.XGDMatrixCreateFromDense(
                ArrayInterface.Rows(first, rowCount, featureCount), Config(threads), out var matrix));
            return new XgbMatrix(matrix);
        }
    }

    /// <summary>Copies column arrays into a plain matrix, without an intermediate row-major copy.</summary>
    /// <param name="columns">One array per feature, all of the same length, NaN for a missing value; infinities are refused.</param>
    /// <param name="threads">Threads that copy; 0 means all.</param>
    /// <exception cref="ArgumentException">There is no column, or the lengths differ.</exception>
    /// <exception cref="XgbException">A value is infinite.</exception>
    public static XgbMatrix FromColumns(IReadOnlyList<float[]> columns, int threads = 0)
    {
        var rowCount = CommonLength(columns);
        RefuseInfinities(columns);
        XgbThread.Silence();
        using var pins = new ColumnPins(columns);
        fixed (void** data = pins.Addresses)
        fixed (byte* type = "float32\0"u8)
        {
            var types = stackalloc byte*[columns.Count];
            new Span<nint>(types, columns.Count).Fill((nint)type);
            XgbNative.Check(XgbNative.XGDMatrixCreateFromDT(
                data, types, (ulong)rowCount, (ulong)columns.Count, out var matrix, threads));
            return new XgbMatrix(matrix);
        }
    }

    /// <summary>Frees the native memory; boosters that were trained on it stay valid.</summary>
    public void Dispose() => Handle.Dispose();

    internal static int CommonLength(IReadOnlyList<float[]> columns)
    {
        if (columns.Count == 0)
        {
            throw new ArgumentException("A matrix needs at least one column.", nameof(columns));
        }

        var length = columns[0].Length;
        for (var i = 1; i < columns.Count; i++)
        {
            if (columns[i].Length != length)
            {
                throw new ArgumentException(
                    $"Columns must have one length, but column 0 has {length} rows and column {i} has {columns[i].Length}.",
                    nameof(columns));
            }
        }

        return length;
    }

    internal static long WholeRows(int valueCount, int featureCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        return valueCount % featureCount == 0
            ? valueCount / featureCount
            : throw new ArgumentException($"{valueCount} values are not whole rows of {featureCount} features.");
    }

    // This path of the library would read an infinity as missing, which no other path does.
    private static void RefuseInfinities(IReadOnlyList<float[]> columns)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].AsSpan().ContainsAny(float.PositiveInfinity, float.NegativeInfinity))
            {
                throw new XgbException($"Column {i} holds an infinite value; only finite numbers and NaN can be learned from.");
            }
        }
    }

    private static string Config(int threads) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"missing": NaN, "nthread": {{threads}}}""");
}
