using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Language;

[Help("How predictions are delivered.")]
internal sealed record ServingSection
{
    [Help("Real time answers requests at an endpoint; batch only writes files.")]
    public required ServingMode Mode { get; init; }

    [Help("The endpoint's name in the URL; the workflow's name when left out."), Named(NameRule.Name)]
    public string? Endpoint { get; init; }

    [Help("How fast an answer is promised.")]
    public Latency? Latency { get; init; }

    [Help("How many requests are promised.")]
    public Rate? Throughput { get; init; }

    [Help("Which probability is a positive decision: the cost-optimal one on the validation split.")]
    public DecisionRule Decision { get; init; } = DecisionRule.CostOptimal;

    [Help("What answers when the model cannot.")]
    public Fallback? Fallback { get; init; }

    [Help("A part of the split that is scored into a file.")]
    public Batch? Batch { get; init; }
}

internal enum ServingMode
{
    RealTime,
    Batch,
}

internal enum DecisionRule
{
    CostOptimal,
}

[Help("How fast an answer is promised.")]
internal sealed record Latency
{
    [Help("Half of the answers take at most this.")]
    public Duration? P50 { get; init; }

    [Help("99 of 100 answers take at most this.")]
    public required Duration P99 { get; init; }
}

[Help("What answers when the model cannot."), ChosenBy("type")]
internal abstract record Fallback
{
    public string Chosen { get; internal set; } = "";

    [Help("What callers get and how they see it.")]
    public string? Description { get; init; }
}

[Choice("baseline"), Help("A prior or rule baseline answers.")]
internal sealed record BaselineFallback : Fallback
{
    [Help("The baseline's name.")]
    public required string Baseline { get; init; }
}

[Choice("constant"), Help("A constant probability answers.")]
internal sealed record ConstantFallback : Fallback
{
    [Help("The probability."), Within(0, 1)]
    public required double Value { get; init; }
}

[Help("A part of the split that is scored into a file.")]
internal sealed record Batch
{
    [Help("The part of the split.")]
    public required string Split { get; init; }

    [Help("How the file is written.")]
    public SourceFormat Format { get; init; } = SourceFormat.Parquet;
}
