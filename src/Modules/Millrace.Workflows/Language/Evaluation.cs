using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Language;

[Help("How the test split is read.")]
internal sealed record Evaluation
{
    [Help("How confidence intervals are made.")]
    public Bootstrap Bootstrap { get; init; } = new();

    [Help("Parts of the rows that are measured for themselves.")]
    public IReadOnlyList<Slice> Slices { get; init; } = [];

    [Help("Rows sampled for permutation importance."), Within(1, double.PositiveInfinity)]
    public int ImportanceRows { get; init; } = 50_000;
}

[Help("How confidence intervals are made.")]
internal sealed record Bootstrap
{
    [Help("How many resamples."), Within(100, 100_000)]
    public int Resamples { get; init; } = 1_000;

    [Help("Rows that depend on each other are resampled together.")]
    public BootstrapBlock Block { get; init; } = BootstrapBlock.Day;

    [Help("Share of the resamples inside the interval."), Within(0, 1, AboveMin = true, BelowMax = true)]
    public double Confidence { get; init; } = 0.95;

    [Help("Same seed, same intervals."), Within(0, double.PositiveInfinity)]
    public int Seed { get; init; }
}

internal enum BootstrapBlock
{
    Day,
    Row,
}

[Help("How rows are cut into slices by one feature: by its most frequent values, or by bins.")]
internal sealed record Slice
{
    [Help("The feature.")]
    public required string Feature { get; init; }

    [Help("How many of its most frequent values; for texts."), Within(1, 1_000)]
    public int? Top { get; init; }

    [Help("Ascending edges; for numbers."), AtLeast(2)]
    public IReadOnlyList<double>? Bins { get; init; }
}
