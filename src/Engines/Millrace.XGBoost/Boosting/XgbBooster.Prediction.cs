using System.Globalization;
using Millrace.XGBoost.Native;

namespace Millrace.XGBoost;

/// <content>Predictions.</content>
public sealed unsafe partial class XgbBooster
{
    /// <summary>Predicts every row of a matrix.</summary>
    /// <param name="matrix">The rows.</param>
    /// <param name="output">The scale.</param>
    /// <param name="rounds">Uses only the first so many rounds; 0 means all. <c>gblinear</c> knows only all.</param>
    /// <returns>One value per row; for multi-class rows × classes, row-major.</returns>
    public float[] Predict(XgbMatrix matrix, XgbOutput output = XgbOutput.Value, int rounds = 0)
    {
        XgbThread.Silence();
        XgbNative.Check(XgbNative.XGBoosterPredictFromDMatrix(
            _handle, matrix.Handle, Config(output, rounds), out var shape, out var dimensions, out var result));
        return Copy(shape, dimensions, result);
    }

    /// <summary>Predicts rows where they lie, without making a matrix. For tree boosters.</summary>
    /// <param name="values">Rows × features, row-major, NaN for a missing value.</param>
    /// <param name="output">The scale.</param>
    /// <param name="rounds">Uses only the first so many rounds; 0 means all.</param>
    /// <returns>One value per row; for multi-class rows × classes, row-major.</returns>
    /// <exception cref="ArgumentException">The values are not whole rows of the model's features.</exception>
    public float[] Predict(ReadOnlySpan<float> values, XgbOutput output = XgbOutput.Value, int rounds = 0)
    {
        var rowCount = XgbMatrix.WholeRows(values.Length, FeatureCount);
        if (rowCount == 0)
        {
            return [];
        }

        XgbThread.Silence();
        fixed (float* first = values)
        {
            XgbNative.Check(XgbNative.XGBoosterPredictFromDense(
                _handle,
                ArrayInterface.Rows(first, rowCount, FeatureCount),
                Config(output, rounds),
                proxy: 0,
                out var shape,
                out var dimensions,
                out var result));
            return Copy(shape, dimensions, result);
        }
    }

    private static string Config(XgbOutput output, int rounds) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"type": {{(int)output}}, "training": false, "iteration_begin": 0, "iteration_end": {{rounds}},
         "strict_shape": true, "missing": NaN, "cache_id": 0}
        """);

    // The library owns the result until its next call on this thread.
    private static float[] Copy(ulong* shape, ulong dimensions, float* result)
    {
        var length = 1UL;
        for (var i = 0UL; i < dimensions; i++)
        {
            length *= shape[i];
        }

        return new ReadOnlySpan<float>(result, checked((int)length)).ToArray();
    }
}
