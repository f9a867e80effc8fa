using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Language;

[Help("What is watched in production, with its bounds.")]
internal sealed record MonitoringSection
{
    [Help("The part of the split that is normal.")]
    public string Reference { get; init; } = "train";

    [Help("The part that is compared with it.")]
    public string Current { get; init; } = "test";

    [Help("Bounds of each feature's drift.")]
    public DataDrift? DataDrift { get; init; }

    [Help("Bounds of the predictions' drift.")]
    public PredictionDrift? PredictionDrift { get; init; }

    [Help("Bound of the loss of performance.")]
    public ConceptDrift? ConceptDrift { get; init; }

    [Help("What the service promises.")]
    public Slo? Slo { get; init; }

    [Help("How often it is looked at.")]
    public Schedule Schedule { get; init; } = Schedule.Daily;

    [Help("Who is told.")]
    public IReadOnlyList<AlertSink> Alerts { get; init; } = [AlertSink.Log];
}

internal enum Schedule
{
    Hourly,
    Daily,
    Weekly,
}

internal enum AlertSink
{
    Log,
}

[Help("Bounds of each feature's drift: drifted = effect at least its bound and adjusted p below the rate.")]
internal sealed record DataDrift
{
    [Help("Effect size of numbers."), Vocabulary(VocabularyOf.NumericDriftTests)]
    public string Numeric { get; init; } = "wasserstein";

    [Help("Effect at which a number has drifted."), Within(0, double.PositiveInfinity, AboveMin = true)]
    public double NumericBound { get; init; } = 0.1;

    [Help("Effect size of categories."), Vocabulary(VocabularyOf.CategoricalDriftTests)]
    public string Categorical { get; init; } = "jensen_shannon";

    [Help("Effect at which a category has drifted."), Within(0, double.PositiveInfinity, AboveMin = true)]
    public double CategoricalBound { get; init; } = 0.1;

    [Help("Benjamini–Hochberg's false discovery rate over all features."), Within(0, 1, AboveMin = true, BelowMax = true)]
    public double FalseDiscoveryRate { get; init; } = 0.05;
}

[Help("Bounds of the predictions' drift.")]
internal sealed record PredictionDrift
{
    [Help("Effect size."), Vocabulary(VocabularyOf.NumericDriftTests)]
    public string Test { get; init; } = "wasserstein";

    [Help("Effect at which predictions have drifted."), Within(0, double.PositiveInfinity, AboveMin = true)]
    public double Bound { get; init; } = 0.1;

    [Help("Distance of the mean prediction from the reference's daily means, in their standard deviations."), Within(0, double.PositiveInfinity, AboveMin = true)]
    public double DailyMeanSigmas { get; init; } = 2;
}

[Help("Bound of the loss of performance on rows whose label has come in.")]
internal sealed record ConceptDrift
{
    [Help("The metric."), Vocabulary(VocabularyOf.Metrics)]
    public required string Metric { get; init; }

    [Help("A part of the split that nothing was trained or tuned on.")]
    public required string Reference { get; init; }

    [Help("Largest loss that is still fine."), Within(0, double.PositiveInfinity, AboveMin = true)]
    public required double MaxDrop { get; init; }
}

[Help("What the service promises.")]
internal sealed record Slo
{
    [Help("99 of 100 answers take at most this.")]
    public Duration? P99 { get; init; }

    [Help("Share of requests that are answered."), Within(0, 1, AboveMin = true)]
    public double? Availability { get; init; }
}
