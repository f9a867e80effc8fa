using Millrace.Kernel.Identity;
using Millrace.Training.Contracts;

namespace Millrace.Tests.Server.Reporting;

/// <summary>A made-up model and its evaluation.</summary>
internal static class SampleModel
{
    public static readonly RunId Run = RunId.FromKey("sample");

    public static readonly ProblemSpec Problem = new(
        "binary_classification", "late", "roc_auc", 0.80,
        new BusinessMetricSpec("cost of missed connections", "USD per flight", true, 20, 20, 90, 0),
        [new("prior", "prior", null), new("route-history", "rule", "route_late_share_120d"), new("logistic", "logistic_regression", null)]);

    public static TrainedModel Model() => new(
        1, "xgboost", SampleRun.Blob("booster"), SampleRun.Blob("onnx"), SampleRun.Blob("preprocessing"),
        new ModelSignature([.. SampleFeatures.All.Select(feature => new TensorSpec(feature.Name, "FP64", [-1, 1]))], [new("probability", "FP32", [-1, 1])]),
        new TrainSpec(
            Problem, "xgboost",
            new Dictionary<string, double> { ["rounds"] = 200, ["learning_rate"] = 0.15, ["max_depth"] = 8, ["min_child_weight"] = 20, ["colsample_bytree"] = 0.8, ["lambda"] = 1, ["max_bins"] = 128 },
            [new("ordinal", ["origin_airport", "destination_airport"])], new EarlyStoppingSpec("log_loss", 20), "none", 25, 17, "flight-delays", null),
        158,
        [.. Enumerable.Range(0, 179).Select(Round)],
        0.2137, [], SampleRun.D("training-set"), SampleRun.D("split"), SampleRun.D("features"), 1_412_881)
    { RunId = Run };

    public static DataSplit Split() => new(1, SampleRun.D("training-set"), new Dictionary<string, SplitRows>
    {
        ["train"] = new(1_412_881, 512_000, 1_925_044, new(2001, 5, 1, 0, 0, 0, TimeSpan.Zero), null, 0.197),
        ["validation"] = new(252_618, 1_925_044, 2_177_662, null, null, 0.164),
        ["reference"] = new(268_033, 2_177_662, 2_445_695, null, null, 0.181),
        ["test"] = new(512_344, 2_445_695, 2_958_039, null, null, 0.2143),
    });

    public static EvaluationReport Evaluation() => new(
        1, SampleRun.D("model"), 512_344, 109_795,
        Of("candidate", 0.2137, [0.8712, 0.6894, 0.3381, 0.1044, 0.8214, 0.5602, 0.7433, 0.6389, 9.87], 0),
        [
            Of("prior", 0.2, [0.5, 0.2143, 0.5199, 0.1684, 0.2143, 0.2143, 1, 0.353, 14.08], 1),
            Of("route-history", 0.19, [0.7012, 0.3871, 0.4722, 0.1509, 0.6432, 0.3264, 0.6208, 0.4279, 13.21], 1),
            Of("logistic", 0.208, [0.8371, 0.6093, 0.3744, 0.1161, 0.7943, 0.5129, 0.7011, 0.5924, 11.02], 1),
        ],
        Values([0.8809, 0.6611, 0.2871, 0.0871, 0.8502, 0.5311, 0.7301, 0.6149, 8.02]), new Dictionary<string, double> { ["roc_auc"] = 0.8768 },
        [.. Enumerable.Range(0, 200).Select(i => i / 199.0).Select(x => new CurvePoint(x, Math.Pow(x, 0.148)))],
        [.. Enumerable.Range(1, 200).Select(i => i / 200.0).Select(x => new CurvePoint(x, 0.2143 + (0.76 * Math.Pow(1 - Math.Pow(x, 2.1), 0.8))))],
        [.. Enumerable.Range(0, 15).Select(i => 0.01 + (i * i * 0.0046)).Select((p, i) => new CalibrationBin(p, Math.Clamp(p + (0.022 * Math.Sin(i)), 0, 1), 90_000 - (i * 5_200)))],
        [.. Slices()],
        [.. SampleFeatures.All.Select((feature, i) => new FeatureImportance(feature.Name, 0.061 / Math.Pow(1 + ((i * 17) % 45), 1.15), 50_000))],
        new ParityReport(512_344, 2.4e-7, 0), SampleRun.Blob("predictions"));

    private static readonly string[] Metrics = ["roc_auc", "pr_auc", "log_loss", "brier", "accuracy", "precision", "recall", "f1", "business_value"];

    private static ModelEvaluation Of(string name, double threshold, double[] values, double difference)
    {
        double[] best = [0.8712, 0.6894, 0.3381, 0.1044, 0.8214, 0.5602, 0.7433, 0.6389, 9.87];
        return new ModelEvaluation(
            name, threshold,
            Metrics.Zip(values).ToDictionary(pair => pair.First, pair => new MetricEstimate(pair.Second, pair.Second * 0.993, pair.Second * 1.0066)),
            new ConfusionCounts(81_611, 64_070, 28_184, 338_479),
            difference == 0
                ? new Dictionary<string, MetricEstimate>()
                : Metrics.Select((metric, i) => (metric, Delta: best[i] - values[i])).ToDictionary(pair => pair.metric, pair => new MetricEstimate(pair.Delta, pair.Delta - 0.0131, pair.Delta + 0.0127)));
    }

    private static Dictionary<string, double> Values(double[] values) => Metrics.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second);

    private static RoundMetrics Round(int round) => new(round, new Dictionary<string, double>
    {
        ["train.log_loss"] = 0.31 + (0.23 * Math.Exp(-round / 28.0)) - (round * 0.00012),
        ["validation.log_loss"] = 0.337 + (0.21 * Math.Exp(-round / 26.0)) + (round > 150 ? (round - 150) * 0.00004 : 0),
        ["validation.roc_auc"] = 0.881 - (0.09 * Math.Exp(-round / 30.0)),
    });

    private static IEnumerable<SliceEvaluation> Slices()
    {
        string[] names = ["origin_airport=ORD", "origin_airport=DFW", "origin_airport=ATL", "origin_airport=LAX", "origin_airport=PHX", "hour=[0, 6)", "hour=[6, 12)", "hour=[12, 18)", "hour=[18, 24]", "origin_airport=YUM"];
        return names.Select((name, i) => new SliceEvaluation(
            name, i == 9 ? 412 : 31_000 - (i * 2_700), 0.19 + (i * 0.008),
            new Dictionary<string, double> { ["roc_auc"] = 0.81 + (i * 0.004), ["pr_auc"] = 0.62 + (i * 0.006), ["brier"] = 0.11 - (i * 0.001), ["recall"] = 0.71, ["precision"] = i == 5 ? double.NaN : 0.55 }));
    }
}
