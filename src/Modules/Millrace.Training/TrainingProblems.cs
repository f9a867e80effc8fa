using System.Globalization;
using Millrace.Kernel.Problems;
using Millrace.Training.Contracts;

namespace Millrace.Training;

/// <summary>What can be wrong with a training, beside its split.</summary>
internal static class TrainingProblems
{
    public static Problem UnknownEngine(string engine) => Invalid(
        "training.unknown-engine", $"There is no training engine '{engine}'.",
        DidYouMean.Hint(engine, TrainingVocabulary.Engines.Select(known => known.Name)));

    public static Problem UnknownParameter(EngineInfo engine, string name) => Invalid(
        "training.unknown-parameter", $"The engine {engine.Name} has no parameter '{name}'.",
        DidYouMean.Hint(name, engine.Parameters.Select(known => known.Name)));

    public static Problem ParameterOutOfRange(EngineInfo engine, ParameterInfo parameter, double value) => Invalid(
        "training.parameter-out-of-range",
        $"The parameter {parameter.Name} of {engine.Name} must be {parameter.Range}, but is {Number(value)}.",
        $"Set training.parameters.{parameter.Name} inside the range; the default is {Number(parameter.Default)}.");

    public static Problem UnknownWord(string key, string value, IEnumerable<string> known) => Invalid(
        "training.unknown-word", $"'{value}' is no value of {key}.", DidYouMean.Hint(value, known));

    public static Problem UnknownFeature(string key, string feature, IEnumerable<string> known) => Invalid(
        "training.unknown-feature", $"{key} names the feature '{feature}', which the training set does not have.",
        DidYouMean.Hint(feature, known));

    public static Problem WrongTransform(string transform, string feature, string kind) => Invalid(
        "training.transform-does-not-fit", $"The transform {transform} does not apply to '{feature}', which is {kind}.",
        "Apply one_hot or ordinal to text, the others to numbers.");

    public static Problem ConflictingTransforms(string feature, IReadOnlyList<string> transforms) => Invalid(
        "training.transforms-conflict", $"The feature '{feature}' has {string.Join(" and ", transforms)}, which exclude each other.",
        "Keep one imputation, one scaling and one encoding for each feature.");

    public static Problem TransformValueMissing(string feature) => Invalid(
        "training.transform-value-missing", $"impute_constant of '{feature}' has no value.", "Add value: NUMBER to the transform.");

    public static Problem EmptyFeature(string feature, long rows) => Invalid(
        "training.feature-is-empty", $"The feature '{feature}' has no value in any of the {rows:N0} rows of train.",
        $"Remove '{feature}' from features, or lengthen its window or the train range.");

    public static Problem NoFeatures() => Invalid(
        "training.no-features", $"The training set has no features.", "Add views or on_demand features to the workflow.");

    public static Problem LabelNotBinary(string target, long rows) => Invalid(
        "training.label-not-binary", $"{rows:N0} rows have a '{target}' that is neither 0 nor 1, but the problem is binary classification.",
        "Make the target a boolean expression, e.g. delay > 15.");

    public static Problem RuleOutOfRange(string baseline, double value) => Invalid(
        "training.rule-out-of-range", $"The rule of baseline '{baseline}' gives {Number(value)}, but a score must be in [0, 1].",
        "Wrap the expression: least(1, greatest(0, coalesce(…, 0.5))).");

    public static Problem RuleColumnMissing(string baseline) => Invalid(
        "training.rule-column-missing", $"The training set has no column for the rule of baseline '{baseline}'.",
        "Run the workflow again from features.build.");

    public static Problem NotPositive(string key, int value) => Invalid(
        "training.not-positive", $"{key} must be 1 or more, but is {value}.", $"Set {key} to 1 or more.");

    public static Problem EmptySearch() => Invalid(
        "training.search-is-empty", $"The search has nothing to try.", "Add parameters with values to training.search.space.");

    public static Problem NotSearchable(string parameter) => Invalid(
        "training.not-searchable", $"The parameter {parameter} cannot be searched: all trials share one binned matrix.",
        $"Take {parameter} out of training.search.space and set it in training.parameters.");

    public static Problem SearchTooLarge(double points, double most) => Invalid(
        "training.search-too-large", $"The search space has {points:N0} combinations; at most {most:N0} can be drawn from.",
        "Give fewer values for each parameter.");

    public static Problem TooLarge(long rows, int columns) => Invalid(
        "training.too-large", $"A matrix of {rows:N0} rows and {columns:N0} columns is more than one array can hold.",
        "Use ordinal instead of one_hot for texts of many categories, or fewer rows.");

    public static Problem BootstrapOutOfRange(int resamples, double confidence, int fewest) => Invalid(
        "training.bootstrap-out-of-range", $"The bootstrap has {resamples} resamples and a confidence of {Number(confidence)}.",
        $"Set at least {fewest} resamples and a confidence between 0 and 1 in training.evaluation.bootstrap.");

    public static Problem TooFewBlocks(string block, int count) => Invalid(
        "training.too-few-blocks", $"The test part has {count} block(s) of kind '{block}', but a bootstrap needs 2 or more.",
        "Widen training.split.test, or set training.evaluation.bootstrap.block: row when rows do not depend on each other.");

    public static Problem SliceDoesNotFit(string feature, string wanted) => Invalid(
        "training.slice-does-not-fit", $"The slices of '{feature}' cannot be cut as asked for.", $"Give {wanted}.");

    public static Problem PartChanged(string part, long found, long counted) => Invalid(
        "training.part-changed", $"The part '{part}' has {found:N0} rows, but its split counted {counted:N0}.",
        "Run the workflow again from training.split.");

    public static Problem EngineRefused(string engine, string message) => Invalid(
        "training.engine-refused", $"{engine} refused the training: {message}", "Check training.parameters.");

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static Problem Invalid(string code, FormattableString what, string fix) =>
        new(code, ProblemKind.Invalid, what.ToString(CultureInfo.InvariantCulture), fix);
}
