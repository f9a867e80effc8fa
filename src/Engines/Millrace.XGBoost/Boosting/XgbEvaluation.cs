namespace Millrace.XGBoost;

/// <summary>One metric of one data set after one round.</summary>
/// <param name="DataSet">The name the caller gave the data set.</param>
/// <param name="Metric">XGBoost's name of the metric, for instance <c>logloss</c> or <c>auc</c>.</param>
/// <param name="Value">Its value; NaN when it is undefined for this data.</param>
public sealed record XgbEvaluation(string DataSet, string Metric, double Value);
