using System.Globalization;
using Millrace.Training.Contracts;

namespace Millrace.Training.Boosting;

/// <summary>The workflow's parameters of boosted trees and what XGBoost calls them.</summary>
internal static class XgboostParameters
{
    public const string Rounds = "rounds";
    public const string MaxBins = "max_bins";

    private const string MaxLeaves = "max_leaves";

    private static readonly Dictionary<string, string> NativeNames = new(StringComparer.Ordinal)
    {
        ["learning_rate"] = "eta",
        [MaxBins] = "max_bin",
    };

    public static EngineInfo Engine { get; } = new(
        "xgboost",
        "Gradient-boosted trees on histograms.",
        [
            new(Rounds, 200, 1, 100_000, "Trees at most; early stopping may end before.") { IsInteger = true },
            new("learning_rate", 0.1, 0, 1, "How much each tree counts.") { IsMinExclusive = true },
            new("max_depth", 6, 0, 32, "Depth of a tree; 0 for no limit, with max_leaves.") { IsInteger = true },
            new(MaxLeaves, 0, 0, 65_536, "Leaves of a tree, grown best first; 0 grows level by level.") { IsInteger = true },
            new("min_child_weight", 1, 0, double.PositiveInfinity, "Least sum of p(1 − p) in a leaf."),
            new("subsample", 1, 0, 1, "Share of rows each tree sees.") { IsMinExclusive = true },
            new("colsample_bytree", 1, 0, 1, "Share of columns each tree sees.") { IsMinExclusive = true },
            new("lambda", 1, 0, double.PositiveInfinity, "L2 penalty of leaf weights."),
            new("alpha", 0, 0, double.PositiveInfinity, "L1 penalty of leaf weights."),
            new("gamma", 0, 0, double.PositiveInfinity, "Least gain of a split."),
            new(MaxBins, 256, 2, 256, "Bins of each column; 256 still fit into one byte.") { IsInteger = true },
        ]);

    /// <summary>Every parameter with its value: the file's, else the default.</summary>
    public static IReadOnlyDictionary<string, double> Complete(IReadOnlyDictionary<string, double> given) =>
        Engine.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => given.TryGetValue(parameter.Name, out var value) ? value : parameter.Default,
            StringComparer.Ordinal);

    /// <summary>XGBoost's own parameters for binary classification; deterministic for one seed and number of threads.</summary>
    /// <param name="complete">From <see cref="Complete"/>.</param>
    /// <param name="seed">Of the row and column samples.</param>
    /// <param name="threads">Threads to use; sums over rows depend on it in their last bit.</param>
    public static IEnumerable<KeyValuePair<string, string>> Native(
        IReadOnlyDictionary<string, double> complete, int seed, int threads)
    {
        yield return new("objective", "binary:logistic");
        yield return new("tree_method", "hist");
        yield return new("nthread", threads.ToString(CultureInfo.InvariantCulture));
        yield return new("seed", seed.ToString(CultureInfo.InvariantCulture));
        yield return new("eval_metric", "logloss");
        yield return new("eval_metric", "auc");
        if (complete[MaxLeaves] > 0)
        {
            yield return new("grow_policy", "lossguide");
        }

        foreach (var (name, value) in complete.Where(pair => pair.Key != Rounds).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            yield return new(NativeNames.GetValueOrDefault(name, name), value.ToString("R", CultureInfo.InvariantCulture));
        }
    }
}
