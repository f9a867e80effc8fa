using Millrace.XGBoost.Native;

namespace Millrace.XGBoost;

/// <content>What a matrix knows of its rows and features beside their values.</content>
public sealed unsafe partial class XgbMatrix
{
    private const int Float32 = 1;

    /// <summary>Sets the target of every row: 0 or 1 for binary, the class index for multi-class, the value for regression.</summary>
    /// <param name="labels">One per row.</param>
    /// <exception cref="ArgumentException">There is not exactly one value per row.</exception>
    public void SetLabels(ReadOnlySpan<float> labels) => SetPerRow("label", labels);

    /// <summary>Sets the weight of every row, 0 or more.</summary>
    /// <param name="weights">One per row. Set after a quantile matrix is built, they do not move its bins.</param>
    /// <exception cref="ArgumentException">There is not exactly one value per row.</exception>
    public void SetWeights(ReadOnlySpan<float> weights) => SetPerRow("weight", weights);

    /// <summary>Sets the margin (log-odds for binary) that boosting starts from, instead of the base score.</summary>
    /// <param name="margins">One per row.</param>
    /// <exception cref="ArgumentException">There is not exactly one value per row.</exception>
    public void SetBaseMargin(ReadOnlySpan<float> margins) => SetPerRow("base_margin", margins);

    /// <summary>Sets the sizes of the query groups of a ranking problem, in row order.</summary>
    /// <param name="sizes">Row counts that sum to <see cref="RowCount"/>.</param>
    public void SetGroups(ReadOnlySpan<uint> sizes)
    {
        const int UInt32 = 3;
        fixed (uint* first = sizes)
        {
            XgbNative.Check(XgbNative.XGDMatrixSetDenseInfo(Handle, "group", first, (ulong)sizes.Length, UInt32));
        }
    }

    /// <summary>Names the features, for dumps.</summary>
    /// <param name="names">One per feature, in feature order.</param>
    /// <exception cref="ArgumentException">There is not exactly one name per feature.</exception>
    public void SetFeatureNames(IReadOnlyList<string> names)
    {
        if (names.Count != FeatureCount)
        {
            throw new ArgumentException($"Expected {FeatureCount} feature names, but got {names.Count}.", nameof(names));
        }

        XgbNative.Check(XgbNative.XGDMatrixSetStrFeatureInfo(Handle, "feature_name", [.. names], (ulong)names.Count));
    }

    /// <summary>The targets that were set; empty if none were.</summary>
    public float[] GetLabels()
    {
        XgbNative.Check(XgbNative.XGDMatrixGetFloatInfo(Handle, "label", out var count, out var values));
        return new ReadOnlySpan<float>(values, (int)count).ToArray();
    }

    private void SetPerRow(string field, ReadOnlySpan<float> values)
    {
        if (values.Length != RowCount)
        {
            throw new ArgumentException($"Expected {RowCount} values of '{field}', one per row, but got {values.Length}.");
        }

        fixed (float* first = values)
        {
            XgbNative.Check(XgbNative.XGDMatrixSetDenseInfo(Handle, field, first, (ulong)values.Length, Float32));
        }
    }
}
