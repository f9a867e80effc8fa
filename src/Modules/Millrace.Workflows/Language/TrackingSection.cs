using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Language;

[Help("What is recorded of each run.")]
internal sealed record TrackingSection
{
    [Help("The experiment that groups its runs."), Named(NameRule.Name)]
    public required string Experiment { get; init; }

    [Help("What each run records."), AtLeast(1)]
    public IReadOnlyList<Tracked> Log { get; init; } = Enum.GetValues<Tracked>();
}

internal enum Tracked
{
    Parameters,
    Metrics,
    Artifacts,
    Dataset,
    Features,
    Environment,
    Git,
    Seed,
}
