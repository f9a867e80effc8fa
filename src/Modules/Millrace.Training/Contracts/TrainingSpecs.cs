namespace Millrace.Training.Contracts;

/// <summary>What is predicted, and what it is worth.</summary>
/// <param name="Type"><c>binary_classification</c>; other types come with the training engines.</param>
/// <param name="Target">Label column.</param>
/// <param name="EvaluationMetric">E.g. <c>roc_auc</c>.</param>
/// <param name="SuccessThreshold">Value of the evaluation metric on the test split that must be reached.</param>
/// <param name="Business">Cost or benefit per outcome.</param>
/// <param name="Baselines">What the candidate is compared with, in order.</param>
public sealed record ProblemSpec(
    string Type, string Target, string EvaluationMetric, double SuccessThreshold,
    BusinessMetricSpec Business, IReadOnlyList<BaselineSpec> Baselines);

/// <summary>The business metric: a value per prediction by its outcome.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Unit">E.g. <c>USD per flight</c>.</param>
/// <param name="Minimize">Whether less is better (costs) or more (benefits).</param>
/// <param name="TruePositive">Value of a positive predicted positive.</param>
/// <param name="FalsePositive">Value of a negative predicted positive.</param>
/// <param name="FalseNegative">Value of a positive predicted negative.</param>
/// <param name="TrueNegative">Value of a negative predicted negative.</param>
public sealed record BusinessMetricSpec(
    string Name, string Unit, bool Minimize, double TruePositive, double FalsePositive, double FalseNegative, double TrueNegative);

/// <summary>A baseline.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>prior</c>, <c>rule</c> or <c>logistic_regression</c>.</param>
/// <param name="Expression">For rule: a score in [0, 1] over features.</param>
public sealed record BaselineSpec(string Name, string Type, string? Expression);

/// <summary>Parameters of <c>training.split</c>.</summary>
/// <param name="Type"><c>time</c>, <c>random</c> or <c>stratified</c>.</param>
/// <param name="Parts">Part name (<c>train</c>, <c>validation</c>, <c>reference</c>, <c>test</c>) → its range or share.</param>
/// <param name="Purge">Leaves out rows of train whose label was not yet known when train ends.</param>
/// <param name="Seed">For random and stratified.</param>
public sealed record SplitSpec(string Type, IReadOnlyDictionary<string, SplitPart> Parts, bool Purge, int Seed);

/// <summary>One part of a split.</summary>
/// <param name="FromUtc">First instant, for time.</param>
/// <param name="ToUtc">First instant after it, for time.</param>
/// <param name="Share">Of the rows in (0, 1), for random and stratified.</param>
public sealed record SplitPart(DateTimeOffset? FromUtc, DateTimeOffset? ToUtc, double? Share);

/// <summary>One preprocessing transform, fitted on train only.</summary>
/// <param name="Transform"><c>impute_mean</c>, <c>impute_median</c>, <c>impute_constant</c>, <c>standard_scale</c>,
/// <c>min_max_scale</c>, <c>one_hot</c>, <c>ordinal</c>, <c>datetime_parts</c> or <c>missing_indicator</c>.</param>
/// <param name="Features">What it is applied to.</param>
/// <param name="Value">For impute_constant.</param>
/// <param name="Parts">For datetime_parts: hour, minute, weekday, day, month.</param>
public sealed record TransformSpec(string Transform, IReadOnlyList<string> Features, double? Value = null, IReadOnlyList<string>? Parts = null);

/// <summary>Parameters of <c>training.train</c>.</summary>
/// <param name="Problem">What is predicted.</param>
/// <param name="Engine"><c>xgboost</c>.</param>
/// <param name="Parameters">Rounds, learning_rate, max_depth, … as in the file.</param>
/// <param name="Preprocessing">In order.</param>
/// <param name="EarlyStopping">Null for none.</param>
/// <param name="ClassWeights"><c>none</c> or <c>balanced</c>.</param>
/// <param name="CheckpointEveryRounds">At least 1.</param>
/// <param name="Seed">Same seed, same model.</param>
/// <param name="Experiment">Tracking experiment.</param>
/// <param name="Search">How parameters are searched; null for none.</param>
public sealed record TrainSpec(
    ProblemSpec Problem, string Engine, IReadOnlyDictionary<string, double> Parameters,
    IReadOnlyList<TransformSpec> Preprocessing, EarlyStoppingSpec? EarlyStopping, string ClassWeights,
    int CheckpointEveryRounds, int Seed, string Experiment, SearchSpec? Search);

/// <summary>Stops when the validation metric has not improved.</summary>
/// <param name="Metric"><c>log_loss</c> or <c>roc_auc</c>.</param>
/// <param name="Rounds">Patience.</param>
public sealed record EarlyStoppingSpec(string Metric, int Rounds);

/// <summary>A search over parameters by the validation metric.</summary>
/// <param name="Method"><c>grid</c> or <c>random</c>.</param>
/// <param name="Trials">At most this many.</param>
/// <param name="Space">Parameter → values to try.</param>
public sealed record SearchSpec(string Method, int Trials, IReadOnlyDictionary<string, IReadOnlyList<double>> Space);

/// <summary>Parameters of <c>training.evaluate</c>.</summary>
/// <param name="Problem">What is predicted.</param>
/// <param name="Resamples">Bootstrap resamples, usually 1,000.</param>
/// <param name="Block"><c>day</c>: rows of a UTC day are resampled together; <c>row</c>: each for itself.</param>
/// <param name="Confidence">In (0, 1), usually 0.95.</param>
/// <param name="Seed">Of the resamples and the permutations.</param>
/// <param name="Slices">Parts of the rows to report.</param>
/// <param name="ImportanceRows">Rows sampled for permutation importance.</param>
public sealed record EvaluateSpec(
    ProblemSpec Problem, int Resamples, string Block, double Confidence, int Seed,
    IReadOnlyList<SliceSpec> Slices, int ImportanceRows);

/// <summary>How rows are cut into slices by one feature.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Top">The most frequent values, for text; null otherwise.</param>
/// <param name="Bins">Ascending edges, for numbers; null otherwise.</param>
public sealed record SliceSpec(string Feature, int? Top, IReadOnlyList<double>? Bins);
