namespace Millrace.XGBoost;

/// <summary>The scale of a prediction.</summary>
public enum XgbOutput
{
    /// <summary>What the objective promises: a probability for <c>binary:logistic</c>, the value for regression.</summary>
    Value = 0,

    /// <summary>The sum of the base score and the leaves, before the objective's transformation (log-odds for binary).</summary>
    Margin = 1,
}
