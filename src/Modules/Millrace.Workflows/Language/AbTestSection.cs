using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Language;

[Help("The experiment that shows whether the model helps.")]
internal sealed record AbTestSection
{
    [Help("What is believed, so that it can turn out wrong.")]
    public required string Hypothesis { get; init; }

    [Help("What is assigned to an arm and stays there: a column such as passenger_id.")]
    public required string Unit { get; init; }

    [Help("The metric that decides.")]
    public required AbMetric Metric { get; init; }

    [Help("Chance of seeing an effect where there is none."), Within(0, 1, AboveMin = true, BelowMax = true)]
    public double Alpha { get; init; } = 0.05;

    [Help("Chance of seeing an effect of the least size that matters."), Within(0, 1, AboveMin = true, BelowMax = true)]
    public double Power { get; init; } = 0.8;

    [Help("Share of the units in each arm.")]
    public Allocation Allocation { get; init; } = new();

    [Help("Units that arrive in a day, both arms together."), Within(0, double.PositiveInfinity, AboveMin = true)]
    public required double TrafficPerDay { get; init; }

    [Help("Longest time it may run.")]
    public required Duration MaxDuration { get; init; }

    [Help("What must not get worse meanwhile.")]
    public IReadOnlyList<Guardrail> Guardrails { get; init; } = [];
}

[Help("The metric that decides an experiment."), ChosenBy("type")]
internal abstract record AbMetric
{
    public string Chosen { get; internal set; } = "";

    [Help("Its name.")]
    public required string Name { get; init; }

    [Help("The least effect that matters, absolute."), Within(0, double.PositiveInfinity, AboveMin = true)]
    public required double Mde { get; init; }

    [Help("In which direction it is better.")]
    public required Change Direction { get; init; }
}

internal enum Change
{
    Decrease,
    Increase,
}

[Choice("proportion"), Help("A share of units.")]
internal sealed record ProportionMetric : AbMetric
{
    [Help("Its value today."), Within(0, 1, AboveMin = true, BelowMax = true)]
    public required double Baseline { get; init; }
}

[Choice("mean"), Help("A mean over units.")]
internal sealed record MeanMetric : AbMetric
{
    [Help("Its value today.")]
    public double? Baseline { get; init; }

    [Help("Of one unit's value."), Within(0, double.PositiveInfinity, AboveMin = true)]
    public required double StandardDeviation { get; init; }
}

[Help("Share of the units in each arm; together 1.")]
internal sealed record Allocation
{
    [Help("Units that go on as today."), Within(0, 1, AboveMin = true, BelowMax = true)]
    public double Control { get; init; } = 0.5;

    [Help("Units that get the model."), Within(0, 1, AboveMin = true, BelowMax = true)]
    public double Treatment { get; init; } = 0.5;
}

[Help("A metric that must stay within a bound while the experiment runs.")]
internal sealed record Guardrail
{
    [Help("Its name.")]
    public required string Metric { get; init; }

    [Help("Largest value.")]
    public Quantity? Max { get; init; }

    [Help("Smallest value.")]
    public Quantity? Min { get; init; }
}
