namespace Millrace.Tests.Engines.XGBoost;

/// <summary>Parameter sets that the tests share.</summary>
internal static class Parameters
{
    internal static Dictionary<string, string> Binary() => new()
    {
        ["objective"] = "binary:logistic",
        ["eval_metric"] = "logloss",
        ["tree_method"] = "hist",
        ["max_depth"] = "5",
        ["eta"] = "0.3",
        ["nthread"] = "2",
        ["seed"] = "7",
    };
}
