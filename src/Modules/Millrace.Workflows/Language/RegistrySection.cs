using Millrace.Registry.Contracts;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Language;

[Help("How a model version gets to production.")]
internal sealed record RegistrySection
{
    [Help("The registered model's name."), Named(NameRule.Name)]
    public required string Model { get; init; }

    [Help("The stages a version goes through, from None."), AtLeast(1)]
    public IReadOnlyList<PathStage> Path { get; init; } = [PathStage.None, PathStage.Staging, PathStage.Production];

    [Help("What must hold before Staging; only a pass promotes."), AtLeast(1)]
    public required IReadOnlyList<Gate> Gates { get; init; }

    [Help("Approvals by different people that a stage needs. Staging needs none: its gates decide.")]
    public Approvals Approvals { get; init; } = new();
}

/// <summary>Stages of the path, written as the registry writes them.</summary>
internal enum PathStage
{
    [Written(nameof(Stage.None))]
    None,

    [Written(nameof(Stage.Staging))]
    Staging,

    [Written(nameof(Stage.Production))]
    Production,
}

[Help("Approvals by different people that a stage needs. Staging needs none: its gates decide.")]
internal sealed record Approvals
{
    [Help("Before Production; 0 when the gates suffice."), Written(nameof(Stage.Production)), Within(0, 10)]
    public int Production { get; init; }
}

[Help("Something that must hold of a candidate."), ChosenBy("gate")]
internal abstract record Gate
{
    public string Chosen { get; internal set; } = "";
}

[Choice("threshold"), Help("A metric on the test split reaches a value.")]
internal sealed record ThresholdGate : Gate
{
    [Help("The metric with its split: test.roc_auc.")]
    public required string Metric { get; init; }

    [Help("The value; problem.success_threshold when left out, which is about the evaluation metric.")]
    public double? Min { get; init; }
}

[Choice("improvement"), Help("The gain over a baseline, on the same resamples, is at least this at the interval's lower end.")]
internal sealed record ImprovementGate : Gate
{
    [Help("The metric with its split: test.roc_auc.")]
    public required string Metric { get; init; }

    [Help("The baseline's name.")]
    public required string Over { get; init; }

    [Help("The least gain, in the direction in which the metric is better."), Within(0, double.PositiveInfinity)]
    public required double By { get; init; }
}

[Choice("slice_floor"), Help("No slice falls below a value.")]
internal sealed record SliceFloorGate : Gate
{
    [Help("The metric, e.g. roc_auc."), Vocabulary(VocabularyOf.Metrics)]
    public required string Metric { get; init; }

    [Help("The value that each slice must reach.")]
    public required double Min { get; init; }

    [Help("Smaller slices are reported, not judged."), Within(1, double.PositiveInfinity)]
    public long MinRows { get; init; } = 100;
}

[Choice("parity"), Help("The serving graph gives what the trainer gave.")]
internal sealed record ParityGate : Gate
{
    [Help("Largest difference of probabilities."), Within(0, 1)]
    public double MaxError { get; init; } = 1e-6;
}
