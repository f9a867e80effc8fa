namespace Millrace.XGBoost;

/// <summary>One row-major array as a source: read where it lies, without a copy.</summary>
/// <param name="values">Rows × features, row-major, NaN for a missing value.</param>
/// <param name="featureCount">Values per row, 1 or more.</param>
public sealed class RowBlock(ReadOnlyMemory<float> values, int featureCount) : IXgbRowSource
{
    private bool _isRead;

    /// <inheritdoc/>
    public int FeatureCount => featureCount;

    /// <inheritdoc/>
    public void Rewind() => _isRead = false;

    /// <inheritdoc/>
    public ReadOnlyMemory<float> Next()
    {
        var block = _isRead ? ReadOnlyMemory<float>.Empty : values;
        _isRead = true;
        return block;
    }
}
