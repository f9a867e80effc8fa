namespace Millrace.XGBoost;

/// <summary>What a feature is worth to a model.</summary>
public enum XgbImportance
{
    /// <summary>Mean loss reduction of the splits that use the feature.</summary>
    Gain,

    /// <summary>Sum of the loss reductions of the splits that use the feature.</summary>
    TotalGain,

    /// <summary>Number of splits that use the feature; for <c>gblinear</c> its coefficient.</summary>
    Weight,

    /// <summary>Mean number of training rows (by hessian) that pass the splits of the feature.</summary>
    Cover,
}
