using Millrace.Features.Contracts;

namespace Millrace.Training.Rows;

/// <summary>Some consecutive rows of raw features, column by column; overwritten by the next block.</summary>
internal sealed class FeatureBlock
{
    /// <summary>Most rows in a block: the columns of a hundred features then stay in the processor's cache.</summary>
    public const int Capacity = 8 * 1024;

    /// <summary>An empty block.</summary>
    /// <param name="features">In the order of the columns.</param>
    public FeatureBlock(IReadOnlyList<FeatureInfo> features)
    {
        Features = features;
        Numbers = [.. features.Select(feature => feature.Type == FeatureType.Number ? new double[Capacity] : [])];
        Texts = [.. features.Select(feature => feature.Type == FeatureType.Text ? new string[Capacity] : [])];
    }

    /// <summary>The features, in the order of the columns.</summary>
    public IReadOnlyList<FeatureInfo> Features { get; }

    /// <summary>Rows in use.</summary>
    public int RowCount { get; set; }

    /// <summary>Per feature its values, NaN for a missing one; empty for a text.</summary>
    public double[][] Numbers { get; }

    /// <summary>Per feature its texts, the empty one for a missing one; empty for a number. Equal texts are one object.</summary>
    public string[][] Texts { get; }
}
