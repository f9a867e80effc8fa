using System.Globalization;
using Millrace.XGBoost.Native;

namespace Millrace.XGBoost;

/// <content>Matrices that keep only the bin of every value.</content>
public sealed unsafe partial class XgbMatrix
{
    /// <summary>Builds a matrix for <c>tree_method=hist</c> that never holds a second copy of the values.</summary>
    /// <param name="source">The rows; read in five passes.</param>
    /// <param name="options">Bins and threads.</param>
    /// <param name="reference">The training matrix whose bins to use: required for evaluation data, so that both agree.</param>
    /// <returns>A matrix for training and evaluation with tree boosters; not for <c>gblinear</c>.</returns>
    /// <exception cref="XgbException">The source is empty, holds an infinity, or its passes differ.</exception>
    public static XgbMatrix Quantile(
        IXgbRowSource source, XgbQuantileOptions? options = null, XgbMatrix? reference = null)
    {
        options ??= new XgbQuantileOptions();
        XgbThread.Silence();
        using var iteration = new RowIteration(source);
        var config = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"missing": NaN, "nthread": {{options.Threads}}, "max_bin": {{options.MaxBin}}}""");
        var status = XgbNative.XGQuantileDMatrixCreateFromCallback(
            iteration.State,
            iteration.Proxy,
            reference?.Handle.DangerousGetHandle() ?? 0,
            RowIteration.Reset,
            RowIteration.Next,
            config,
            out var matrix);
        GC.KeepAlive(reference);
        iteration.RethrowFailure();
        XgbNative.Check(status);
        return new XgbMatrix(matrix);
    }

    /// <summary>Builds a quantile matrix from a row-major array, read where it lies.</summary>
    /// <param name="values">Rows × features, row-major, NaN for a missing value.</param>
    /// <param name="featureCount">Values per row, 1 or more.</param>
    /// <param name="options">Bins and threads.</param>
    /// <param name="reference">The training matrix whose bins to use.</param>
    /// <exception cref="XgbException">There is no row, or a value is infinite.</exception>
    public static XgbMatrix Quantile(
        ReadOnlyMemory<float> values, int featureCount, XgbQuantileOptions? options = null, XgbMatrix? reference = null) =>
        Quantile(new RowBlock(values, featureCount), options, reference);
}
