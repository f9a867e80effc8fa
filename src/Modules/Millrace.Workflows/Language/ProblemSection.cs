using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Language;

[Help("What is predicted, why, and what counts as success.")]
internal sealed record ProblemSection
{
    [Help("The kind of prediction.")]
    public required ProblemType Type { get; init; }

    [Help("The question the model answers, in one sentence.")]
    public required string Statement { get; init; }

    [Help("The column with the answer.")]
    public required string Target { get; init; }

    [Help("The column with the moment of prediction; data.event_time when left out. Nothing later may be known.")]
    public string? PredictionTime { get; init; }

    [Help("What right and wrong decisions are worth. Without it every wrong decision costs one.")]
    public BusinessMetric? BusinessMetric { get; init; }

    [Help("The metric that the success threshold is about."), Vocabulary(VocabularyOf.Metrics)]
    public required string EvaluationMetric { get; init; }

    [Help("What the model is compared with."), AtLeast(1)]
    public required IReadOnlyList<Baseline> Baselines { get; init; }

    [Help("The value of the evaluation metric on the test split that must be reached.")]
    public required double SuccessThreshold { get; init; }
}

internal enum ProblemType
{
    BinaryClassification,
}

[Help("What right and wrong decisions are worth.")]
internal sealed record BusinessMetric
{
    [Help("What it measures.")]
    public required string Name { get; init; }

    [Help("Of one decision, e.g. USD per flight.")]
    public required string Unit { get; init; }

    [Help("Whether less is better (costs) or more (benefits).")]
    public required Direction Direction { get; init; }

    [Help("The value of each outcome of one decision.")]
    public required Outcomes Outcomes { get; init; }
}

internal enum Direction
{
    Minimize,
    Maximize,
}

[Help("The value of each outcome of one decision, in the metric's unit.")]
internal sealed record Outcomes
{
    [Help("A positive that was predicted positive.")]
    public required double TruePositive { get; init; }

    [Help("A negative that was predicted positive.")]
    public required double FalsePositive { get; init; }

    [Help("A positive that was predicted negative.")]
    public required double FalseNegative { get; init; }

    [Help("A negative that was predicted negative.")]
    public required double TrueNegative { get; init; }
}

[Help("Something simple that the model must beat."), ChosenBy("type")]
internal abstract record Baseline
{
    public string Chosen { get; internal set; } = "";

    [Help("Its name in reports and gates."), Named(NameRule.Name)]
    public required string Name { get; init; }
}

[Choice("prior"), Help("Always predicts the share of positives in training.")]
internal sealed record PriorBaseline : Baseline;

[Choice("rule"), Help("A score by a rule that people would use without a model.")]
internal sealed record RuleBaseline : Baseline
{
    [Help("A score in [0, 1]: DuckDB SQL over features.")]
    public required string Expression { get; init; }
}

[Choice("logistic_regression"), Help("A logistic regression on the same features.")]
internal sealed record LogisticBaseline : Baseline;
