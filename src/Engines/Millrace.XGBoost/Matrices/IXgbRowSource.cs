namespace Millrace.XGBoost;

/// <summary>Rows that can be read several times from the start, block by block.</summary>
/// <remarks>A quantile matrix is built in five passes over its source and keeps one byte a value, so the source decides
/// how much raw data is in memory at a time.</remarks>
public interface IXgbRowSource
{
    /// <summary>Values per row, 1 or more; the same for all blocks.</summary>
    int FeatureCount { get; }

    /// <summary>Goes back to the first block. Called before every pass, the first one too.</summary>
    void Rewind();

    /// <summary>The next block of whole rows, row-major, NaN for a missing value; empty at the end.</summary>
    /// <returns>Memory that stays valid and unchanged until the next call. Every pass must yield the same rows.</returns>
    ReadOnlyMemory<float> Next();
}
