using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Language;

[Help("When the model is trained again, and who starts it.")]
internal sealed record RetrainingSection
{
    [Help("Manual only tells; approval waits for a person; automatic starts by itself. Promotion needs its gates in any case.")]
    public required Automation Automation { get; init; }

    [Help("Any of them fires."), AtLeast(1)]
    public required IReadOnlyList<Trigger> Triggers { get; init; }

    [Help("Shortest time between two retrainings.")]
    public Duration Cooldown { get; init; } = new("7d", TimeSpan.FromDays(7));
}

internal enum Automation
{
    Manual,
    Approval,
    Automatic,
}

[Help("A reason to train again."), ChosenBy("on")]
internal abstract record Trigger
{
    public string Chosen { get; internal set; } = "";
}

[Choice("data_drift"), Help("Features have drifted.")]
internal sealed record DataDriftTrigger : Trigger
{
    [Help("Least share of drifted features."), Within(0, 1, AboveMin = true)]
    public double MinShare { get; init; } = 0.2;
}

[Choice("prediction_drift"), Choice("concept_drift"), Help("Predictions, or performance, have drifted.")]
internal sealed record DriftTrigger : Trigger;

[Choice("schedule"), Help("Time has passed.")]
internal sealed record ScheduleTrigger : Trigger
{
    [Help("How much.")]
    public required Duration Every { get; init; }
}
