namespace Millrace.XGBoost;

/// <summary>How a quantile matrix is built.</summary>
public sealed record XgbQuantileOptions
{
    /// <summary>Bins per feature, 2 or more; must equal the booster's <c>max_bin</c>.</summary>
    /// <value>256, the largest that still fits one byte a value.</value>
    public int MaxBin { get; init; } = 256;

    /// <summary>Threads that build it; 0 means all.</summary>
    public int Threads { get; init; }
}
