using System.Text.RegularExpressions;
using Millrace.Reports.Numbers;
using Millrace.Training.Contracts;

namespace Millrace.Server.Reporting;

/// <summary>Names from files in the words of a reader.</summary>
internal static partial class Words
{
    private static readonly Dictionary<string, string> Metrics = new(StringComparer.Ordinal)
    {
        ["roc_auc"] = "ROC AUC",
        ["pr_auc"] = "PR AUC",
        ["log_loss"] = "Log loss",
        ["brier"] = "Brier score",
        ["accuracy"] = "Accuracy",
        ["precision"] = "Precision",
        ["recall"] = "Recall",
        ["f1"] = "F1",
        ["business_value"] = "Business value",
        ["value_per_row"] = "Business value",
    };

    private static readonly string[] Order =
        ["roc_auc", "pr_auc", "log_loss", "brier", "accuracy", "precision", "recall", "f1", "business_value", "value_per_row"];

    /// <summary>In the order in which people ask for them; stored metrics come sorted by key.</summary>
    public static IEnumerable<string> Ordered(IEnumerable<string> metrics) =>
        metrics.OrderBy(metric => Array.IndexOf(Order, Bare(metric)) is var index and >= 0 ? index : Order.Length).ThenBy(metric => metric, StringComparer.Ordinal);

    /// <summary>A bound with at least two decimals, as people say it: 0.80.</summary>
    public static string Bound(double? value) =>
        value is { } bound && double.IsFinite(bound) && Math.Abs((bound * 10) - Math.Round(bound * 10)) < 1e-9 && bound != Math.Truncate(bound)
            ? HumanNumber.Fixed(bound, 2)
            : HumanNumber.Number(value);

    /// <summary>ROC AUC for <c>test.roc_auc</c>.</summary>
    public static string Metric(string key) => Metrics.GetValueOrDefault(Bare(key), Plain(Bare(key)));

    /// <summary>Without the part of the split in front.</summary>
    public static string Bare(string key) => key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..];

    /// <summary>A reason with its metric and effect names in words.</summary>
    public static string Prose(string reason) => Keys().Replace(reason, match => Metrics.GetValueOrDefault(match.Groups[1].Value) ?? Effect(match.Groups[1].Value));

    /// <summary>An effect size's name.</summary>
    public static string Effect(string key) => key switch
    {
        "wasserstein_over_sigma" or "wasserstein/sigma" => "Wasserstein / σ",
        "jensen_shannon" => "Jensen–Shannon",
        "cramers_v" => "Cramér's V",
        "psi" => "PSI",
        "ks" => "KS distance",
        _ => Plain(key),
    };

    /// <summary>Underscores as spaces.</summary>
    public static string Plain(string key) => key.Replace('_', ' ');

    /// <summary>What the rows are.</summary>
    public static string Rows(RunReportInput input) => input.RowNoun ?? "rows";

    /// <summary>Value with its interval: 0.8712 [0.8650, 0.8771].</summary>
    public static string Interval(MetricEstimate estimate, int decimals = 4) =>
        HumanNumber.Fixed(estimate.Value, decimals) + " " + Range(estimate, decimals);

    /// <summary>The interval alone.</summary>
    public static string Range(MetricEstimate estimate, int decimals = 4) =>
        $"[{HumanNumber.Fixed(estimate.Low, decimals)}, {HumanNumber.Fixed(estimate.High, decimals)}]";

    /// <summary>"1 gate", "2 gates".</summary>
    public static string Many(long count, string one, string? several = null) =>
        $"{HumanNumber.Count(count)} {(count == 1 ? one : several ?? one + "s")}";

    /// <summary>With a capital.</summary>
    public static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    [GeneratedRegex(@"(?<![\w.])(?:test\.)?(roc_auc|pr_auc|log_loss|brier|business_value|value_per_row|wasserstein_over_sigma|jensen_shannon|cramers_v)(?!\w)")]
    private static partial Regex Keys();
}
