using Millrace.Data.Contracts;
using Millrace.Features.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Verdicts;
using Millrace.Monitoring.Contracts;
using Millrace.Registry.Contracts;
using Millrace.Serving.Contracts;
using Millrace.Training.Contracts;
using Millrace.Workflows.Contracts;

namespace Millrace.Tests.Workflows;

/// <summary>A run of the sample with invented numbers, for documents.</summary>
internal static class FixedRun
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly RunId Run = RunId.Parse("0123456789abcdef0123456789abcdef");

    public static LastRunFacts Facts() => new()
    {
        PipelineRun = PipelineRunId.TryParse("p-0123456789abcdef0123456789abcdef", out var id) ? id : null,
        FinishedAtUtc = At,
        WallSeconds = 87.25,
        PeakMemoryBytes = 2_345_000_000,
        Steps =
        [
            new StepFacts("ingest:flights", "cached", 0.1, [new("rows", "3,000,000")], Digest.Of("flights")),
            new StepFacts("train", "succeeded", 41.5, [new("rounds", "176"), new("validation.log_loss", "0.3456")], Digest.Of("model")),
        ],
        Dataset = new DatasetVersion(1, "flights", [], [], 2_999_801, null, null, new Dictionary<string, Digest>(), null),
        Checks = new CheckReport(1, [Check("row_count"), Check("not_null"), Check("between")], 3_000_000, 199),
        TrainingSet = new TrainingSet(1, Digest.Of("features"), Digest.Of("dataset"), Blob("set"), 2_999_801, At, At),
        Split = new DataSplit(1, Digest.Of("set"), new Dictionary<string, SplitRows>
        {
            ["train"] = new(1_468_123, 0, 1_468_200, null, null, 0.1912),
            ["test"] = new(501_234, 2_400_000, 2_901_234, null, null, 0.2104),
        }),
        Model = Model(),
        Evaluation = Evaluation(),
        Version = new RegisteredVersion(1, "flight-delays", 3, Digest.Of("model"), Digest.Of("evaluation"), Digest.Of("features"), Digest.Of("dataset"), Run, Blob("onnx")),
        Stage = Stage.Production,
        Gates =
        [
            Gate("gate.threshold", "candidate", "test.roc_auc", Decision.Pass, "test.roc_auc is 0.8712 and its whole interval reaches 0.8000."),
            Gate("gate.improvement", "logistic", "test.roc_auc", Decision.Fail, "test.roc_auc is better than 'logistic' by 0.0020; at least 0.0050 is asked for."),
            Gate("gate.slice_floor", "candidate", "test.roc_auc", Decision.Pass, "origin_airport=ATL: 0.8500."),
            Gate("gate.slice_floor", "candidate", "test.roc_auc", Decision.Fail, "hour=[0, 6): 0.6900 | the floor is 0.7000."),
        ],
        Predictions = new BatchPredictions(1, "flight-delays", 3, Blob("predictions"), 501_234, 0.31),
        Drift = Drift(),
        Latency = new LatencyFacts(1.25, 6.5, 2_150, 10_000, "HTTP, one client"),
    };

    private static BlobRef Blob(string name) => new(Digest.Of(name), 100);

    private static CheckResult Check(string name) => new(name, name, [], 0, 0, 0, "error", Decision.Pass, "No row fails.", []);

    private static Verdict Gate(string clause, string subject, string metric, Decision decision, string reason) =>
        new(clause, subject, metric, null, null, null, null, null, decision, reason, [], At);

    private static TrainedModel Model() => new(
        1, "xgboost", Blob("booster"), Blob("onnx"), Blob("preprocessing"), new ModelSignature([], []),
        new TrainSpec(
            new ProblemSpec("binary_classification", "late", "roc_auc", 0.8, new BusinessMetricSpec("cost", "USD", true, 20, 20, 90, 0), []),
            "xgboost", new Dictionary<string, double>(), [], null, "none", 25, 17, "flight-delays", null),
        175, [], 0.2345, [], Digest.Of("set"), Digest.Of("split"), Digest.Of("features"), 1_468_123)
    { RunId = Run };

    private static EvaluationReport Evaluation() => new(
        1, Digest.Of("model"), 501_234, 105_460,
        Measured("candidate", 0.8712, 0.001, null),
        [Measured("prior", 0.5, 0, 0.3712), Measured("route-history", 0.7412, 0.001, 0.13), Measured("logistic", 0.8692, 0.001, 0.002)],
        new Dictionary<string, double>(), new Dictionary<string, double>(), [], [], [], [],
        [new FeatureImportance("network_late_share_2h", 0.0512, 50_000), new FeatureImportance("hour", 0.0123, 50_000)],
        new ParityReport(501_234, 2e-7, 0), Blob("predictions"));

    private static ModelEvaluation Measured(string name, double value, double around, double? ahead) => new(
        name, 0.2345,
        new Dictionary<string, MetricEstimate> { ["roc_auc"] = new(value, value - around, value + around), ["business_value"] = new(14.5, 14.4, 14.6), ["f1"] = new(double.NaN, double.NaN, double.NaN) },
        new ConfusionCounts(80_000, 75_000, 25_460, 320_774),
        ahead is { } gain ? new Dictionary<string, MetricEstimate> { ["roc_auc"] = new(gain, gain - around, gain + around) } : new Dictionary<string, MetricEstimate>());

    private static DriftReport Drift() => new(
        1, "train", "test", 1_468_123, 501_234,
        [Moved("hour", 0.02, Decision.Pass), Moved("network_late_share_1d", 0.35, Decision.Fail)],
        null, null, null,
        [
            Gate("drift.data", "features", "drifted_share", Decision.Fail, "1 of 2 features drifted."),
            Gate("drift.prediction", "probability", "wasserstein_over_sigma", Decision.Inconclusive, "Too few days."),
            Gate("drift.concept", "performance", "roc_auc", Decision.Pass, "roc_auc fell by 0.0050; 0.0200 is allowed."),
        ],
        new RetrainingDecision(true, ["data_drift: 1 of 2 features drifted", "schedule: 3 of 30 days"], "approval"));

    private static FeatureDrift Moved(string feature, double effect, Decision decision) => new(
        feature, "number", "ks", 0.1, 1e-12, 2e-12, "wasserstein_over_sigma", effect, 0.1, effect / 2, 0, 0, decision, new DriftShares([], [], []));
}
