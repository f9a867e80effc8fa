using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Language;

[Help("A transform of features, fitted on train only."), ChosenBy("transform")]
internal abstract record Transform
{
    public string Chosen { get; internal set; } = "";

    [Help("The features it is applied to."), AtLeast(1)]
    public required IReadOnlyList<string> Features { get; init; }
}

[Choice("impute_mean"), Choice("impute_median"), Choice("standard_scale"), Choice("min_max_scale"), Choice("missing_indicator")]
[Help("A transform of numbers that needs no setting.")]
internal sealed record NumberTransform : Transform;

[Choice("impute_constant"), Help("Puts a value where one is missing.")]
internal sealed record ConstantTransform : Transform
{
    [Help("The value.")]
    public required double Value { get; init; }
}

[Choice("ordinal"), Choice("one_hot"), Help("Turns categories into numbers.")]
internal sealed record CategoryTransform : Transform;

[Choice("datetime_parts"), Help("Takes parts out of instants.")]
internal sealed record DatetimeTransform : Transform
{
    [Help("The parts."), AtLeast(1)]
    public required IReadOnlyList<DatetimePart> Parts { get; init; }
}

internal enum DatetimePart
{
    Hour,
    Minute,
    Weekday,
    Day,
    Month,
}
