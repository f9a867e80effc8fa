using System.Globalization;
using Millrace.Features.Contracts;
using Millrace.Kernel.Problems;
using Millrace.Training.Contracts;

namespace Millrace.Training.Splits;

/// <summary>What can be wrong with a split.</summary>
internal static class SplitProblems
{
    public static Problem UnknownType(string type) => Invalid(
        "training.split-unknown-type", $"There is no split '{type}'.", DidYouMean.Hint(type, TrainingVocabulary.SplitTypes));

    public static Problem UnknownPart(string part) => Invalid(
        "training.split-unknown-part", $"There is no part '{part}' of a split.", DidYouMean.Hint(part, TrainingVocabulary.Parts));

    public static Problem PartMissing(string part) => Invalid(
        "training.split-part-missing", $"The split has no part '{part}'.", $"Add training.split.{part} to the workflow.");

    public static Problem RangeMissing(string part) => Invalid(
        "training.split-range-missing", $"The part '{part}' has no range.",
        $"Set training.split.{part} to {{ from: DATE, to: DATE }}.");

    public static Problem RangeReversed(string part, DateTimeOffset from, DateTimeOffset to) => Invalid(
        "training.split-range-reversed", $"The part '{part}' goes from {Day(from)} to {Day(to)}, which is not later.",
        $"Swap from and to of training.split.{part}.");

    public static Problem Overlap(string first, DateTimeOffset firstTo, string second, DateTimeOffset secondFrom) => Invalid(
        "training.split-overlap", $"The part '{first}' ends at {Day(firstTo)}, after '{second}' begins at {Day(secondFrom)}.",
        $"Let {first} end at or before {Day(secondFrom)}: a row in two parts would be tested on what was learned from.");

    public static Problem WrongOrder(string earlier, DateTimeOffset earlierFrom, string later, DateTimeOffset laterFrom) => Invalid(
        "training.split-order", $"The part '{later}' begins at {Day(laterFrom)}, before '{earlier}' at {Day(earlierFrom)}.",
        "Order the parts in time: train, validation, reference, test. Learning from the future flatters a model.");

    public static Problem ShareInvalid(string part, double? share) => Invalid(
        "training.split-share", $"The part '{part}' has the share {share?.ToString("R", CultureInfo.InvariantCulture) ?? "none"}.",
        $"Set training.split.{part} to {{ share: NUMBER }} between 0 and 1.");

    public static Problem SharesTooLarge(double sum) => Invalid(
        "training.split-shares-too-large", $"The shares of the parts sum to {sum:R}, which is more than 1.", "Lower them to 1 in all.");

    public static Problem RandomOnTime(string type, TrainingSet set) => Invalid(
        "training.split-ignores-time",
        $"The split is {type}, but the rows have event times from {Day(set.FirstEventTimeUtc)} to {Day(set.LastEventTimeUtc)}: the model would learn from the future of what it is tested on.",
        "Use training.split.type: time.");

    public static Problem Empty(string part, string range, long unknown, long purged, TrainingSet set) => Invalid(
        "training.split-empty",
        $"The part '{part}' ({range}) has no usable row; {unknown:N0} have an unknown label and {purged:N0} a label known too late. The training set has {set.RowCount:N0} rows from {Day(set.FirstEventTimeUtc)} to {Day(set.LastEventTimeUtc)}.",
        $"Set training.split.{part} inside the data's range.");

    public static Problem OneClass(string part, long rows, double label) => Invalid(
        "training.one-class",
        $"All {rows:N0} rows of the part '{part}' have the label {label:R}; nothing can be learned from or measured on one class.",
        $"Widen training.split.{part}, or check the target's expression with: millrace data show.");

    public static string Range(SplitPart part) => part switch
    {
        { FromUtc: { } from, ToUtc: { } to } => $"{Day(from)} to {Day(to)}",
        { Share: { } share } => string.Create(CultureInfo.InvariantCulture, $"share {share}"),
        _ => "no range",
    };

    private static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString(
        instant.UtcDateTime.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static Problem Invalid(string code, FormattableString what, string fix) =>
        new(code, ProblemKind.Invalid, what.ToString(CultureInfo.InvariantCulture), fix);
}
