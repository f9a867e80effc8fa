using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Language;

[Help("Which rows train, tune and test."), ChosenBy("type")]
internal abstract record Split
{
    public string Chosen { get; internal set; } = "";

    /// <summary>Names of the parts that are written, in the order of time.</summary>
    public abstract IReadOnlyList<string> Parts { get; }

    /// <summary>The part names a split may have.</summary>
    public static IReadOnlyList<string> AllParts { get; } = ["train", "validation", "reference", "test"];
}

[Choice("time"), Help("By time: the past trains, what follows tests.")]
internal sealed record TimeSplit : Split
{
    [Help("The column that decides; data.event_time when left out.")]
    public string? Column { get; init; }

    [Help("Rows the model is fitted on.")]
    public required TimeRange Train { get; init; }

    [Help("Rows that tune: early stopping, threshold, calibration.")]
    public required TimeRange Validation { get; init; }

    [Help("Rows that nothing is tuned on: what concept drift is measured against.")]
    public TimeRange? Reference { get; init; }

    [Help("Rows that are read once, at the end.")]
    public required TimeRange Test { get; init; }

    [Help("Leaves out rows of train whose label was not yet known when train ends.")]
    public bool Purge { get; init; } = true;

    public override IReadOnlyList<string> Parts => Reference is null ? ["train", "validation", "test"] : AllParts;

    /// <summary>The ranges by part, in the order of time.</summary>
    public IEnumerable<(string Part, TimeRange Range)> Ranges =>
        Reference is null
            ? [("train", Train), ("validation", Validation), ("test", Test)]
            : [("train", Train), ("validation", Validation), ("reference", Reference), ("test", Test)];
}

[Help("A range of time, in UTC.")]
internal sealed record TimeRange
{
    [Help("First instant.")]
    public required DateTimeOffset From { get; init; }

    [Help("First instant after it.")]
    public required DateTimeOffset To { get; init; }
}

[Choice("random"), Choice("stratified"), Help("By chance; stratified keeps the share of each class.")]
internal sealed record ShareSplit : Split
{
    [Help("Share of the rows the model is fitted on."), Within(0, 1, AboveMin = true, BelowMax = true)]
    public required double Train { get; init; }

    [Help("Share that tunes: early stopping, threshold, calibration."), Within(0, 1, AboveMin = true, BelowMax = true)]
    public required double Validation { get; init; }

    [Help("Share that nothing is tuned on: what concept drift is measured against."), Within(0, 1, AboveMin = true, BelowMax = true)]
    public double? Reference { get; init; }

    [Help("Share that is read once, at the end."), Within(0, 1, AboveMin = true, BelowMax = true)]
    public required double Test { get; init; }

    public override IReadOnlyList<string> Parts => Reference is null ? ["train", "validation", "test"] : AllParts;

    /// <summary>The shares by part.</summary>
    public IEnumerable<(string Part, double Share)> Shares =>
        Reference is { } reference
            ? [("train", Train), ("validation", Validation), ("reference", reference), ("test", Test)]
            : [("train", Train), ("validation", Validation), ("test", Test)];
}
