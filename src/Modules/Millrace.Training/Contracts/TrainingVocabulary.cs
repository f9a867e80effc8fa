using Millrace.Features.Contracts;
using Millrace.Kernel.Problems;

namespace Millrace.Training.Contracts;

/// <summary>The words a workflow file may use about training, with their bounds and defaults.</summary>
public static class TrainingVocabulary
{
    /// <summary>What can be predicted.</summary>
    public static IReadOnlyList<string> ProblemTypes { get; } = ["binary_classification"];

    /// <summary>How rows are divided into parts.</summary>
    public static IReadOnlyList<string> SplitTypes { get; } = ["time", "random", "stratified"];

    /// <summary>The parts of a split, in order of time; <c>reference</c> may be missing.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["train", "validation", "reference", "test"];

    /// <summary>The parts that a split must have.</summary>
    public static IReadOnlyList<string> RequiredParts { get; } = ["train", "validation", "test"];

    /// <summary>What a candidate can be compared with.</summary>
    public static IReadOnlyList<string> BaselineTypes { get; } = ["prior", "rule", "logistic_regression"];

    /// <summary>How classes can be weighted; anything but <c>none</c> spoils the calibration of probabilities.</summary>
    public static IReadOnlyList<string> ClassWeights { get; } = ["none", "balanced"];

    /// <summary>How parameters can be searched.</summary>
    public static IReadOnlyList<string> SearchMethods { get; } = ["none", "grid", "random"];

    /// <summary>Metrics that early stopping and a search can go by.</summary>
    public static IReadOnlyList<string> StoppingMetrics { get; } = ["log_loss", "roc_auc"];

    /// <summary>Units that the bootstrap draws.</summary>
    public static IReadOnlyList<string> BootstrapBlocks { get; } = ["day", "row"];

    /// <summary>Parts of a timestamp that <c>datetime_parts</c> gives.</summary>
    public static IReadOnlyList<string> DateTimeParts { get; } = ["hour", "minute", "weekday", "day", "month"];

    /// <summary>The metrics of an evaluation.</summary>
    public static IReadOnlyList<MetricInfo> Metrics { get; } =
    [
        new("roc_auc", true, "Area under the ROC curve."),
        new("pr_auc", true, "Average precision: area under the precision-recall curve, without interpolation."),
        new("log_loss", false, "Mean negative log likelihood, in nats."),
        new("brier", false, "Mean squared error of the probabilities."),
        new("accuracy", true, "Share of right decisions."),
        new("precision", true, "Share of warnings that came true."),
        new("recall", true, "Share of positives that were warned of."),
        new("f1", true, "Harmonic mean of precision and recall."),
        new("business_value", null, "Mean value per row by the problem's outcomes; the problem says which direction is better."),
    ];

    /// <summary>The preprocessing transforms.</summary>
    public static IReadOnlyList<TransformInfo> Transforms { get; } =
    [
        new("impute_mean", true, false, "A missing number counts as the mean of train."),
        new("impute_median", true, false, "A missing number counts as the median of train."),
        new("impute_constant", true, false, "A missing number counts as 'value'."),
        new("missing_indicator", true, false, "Adds a column that is 1 where the number is missing."),
        new("standard_scale", true, false, "Mean 0 and standard deviation 1 on train."),
        new("min_max_scale", true, false, "From 0 to 1 over the range of train."),
        new("datetime_parts", true, false, "Parts of a time given as microseconds since 1970-01-01."),
        new("one_hot", false, true, "One column for each category seen in train."),
        new("ordinal", false, true, "The rank of the category by its frequency in train; an unseen one is missing."),
    ];

    /// <summary>The engines with their parameters.</summary>
    public static IReadOnlyList<EngineInfo> Engines { get; } = [Boosting.XgboostParameters.Engine];

    /// <summary>Checks an engine and its parameters; every problem is reported, none hides another.</summary>
    /// <param name="engine">E.g. <c>xgboost</c>.</param>
    /// <param name="parameters">Name → value, as in the file.</param>
    /// <returns>Empty when all is well.</returns>
    public static IReadOnlyList<Problem> Check(string engine, IReadOnlyDictionary<string, double> parameters)
    {
        var known = Engines.FirstOrDefault(candidate => candidate.Name == engine);
        return known is null
            ? [TrainingProblems.UnknownEngine(engine)]
            : [.. parameters.SelectMany(pair => known.Check(pair.Key, pair.Value))];
    }

    /// <summary>Checks preprocessing against the features it names; every problem is reported.</summary>
    /// <param name="transforms">As in the file.</param>
    /// <param name="features">Name → type of each feature.</param>
    /// <returns>Empty when all is well.</returns>
    public static IReadOnlyList<Problem> Check(
        IReadOnlyList<TransformSpec> transforms, IReadOnlyDictionary<string, FeatureType> features) =>
        Preprocessing.TransformRules.Check(transforms, features);

    /// <summary>The metric with this name, without a part's prefix; null when there is none.</summary>
    public static MetricInfo? FindMetric(string name) => Metrics.FirstOrDefault(metric => metric.Name == name);
}

/// <summary>A metric of an evaluation.</summary>
/// <param name="Name">E.g. <c>roc_auc</c>; reported as <c>test.roc_auc</c>.</param>
/// <param name="HigherIsBetter">Null when the problem's business metric decides.</param>
/// <param name="Description">One sentence.</param>
public sealed record MetricInfo(string Name, bool? HigherIsBetter, string Description);

/// <summary>A preprocessing transform.</summary>
/// <param name="Name">As in the file.</param>
/// <param name="ForNumbers">Whether it applies to numbers.</param>
/// <param name="ForText">Whether it applies to text.</param>
/// <param name="Description">One sentence.</param>
public sealed record TransformInfo(string Name, bool ForNumbers, bool ForText, string Description);
