using Millrace.Data.Contracts;
using Millrace.Features.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Verdicts;
using Millrace.Registry.Contracts;
using Millrace.Serving.Contracts;
using Millrace.Server.Reporting;

namespace Millrace.Tests.Server.Reporting;

/// <summary>A made-up run of the size and shape of the flights sample; the same every time.</summary>
internal static class SampleRun
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 30, 0, TimeSpan.Zero);

    public static RunReportInput Whole()
    {
        var evaluation = SampleModel.Evaluation();
        return new RunReportInput("flight-delays", Now)
        {
            Project = "aviation",
            Owner = "operations-analytics@example.com",
            Statement = "At the moment of departure, will this flight arrive more than 15 minutes late?",
            RowNoun = "flights",
            PipelineRun = "p-0190b5c2a7d87c3e9a5b6f0d1e2c3b4a",
            Raw = Dataset("flights", 3_000_000),
            Dataset = Dataset("flights", 2_999_412),
            Profile = Profile(),
            Checks = Checks(),
            Features = SampleFeatures.Set(),
            TrainingSet = new TrainingSet(1, D("features"), D("dataset"), Blob("training"), 2_999_412, new(2001, 1, 1, 4, 0, 0, TimeSpan.Zero), new(2001, 7, 1, 9, 0, 0, TimeSpan.Zero)),
            Split = SampleModel.Split(),
            Model = SampleModel.Model(),
            Evaluation = evaluation,
            EvaluateSpec = new(SampleModel.Problem, 1000, "day", 0.95, 17, [], 50_000),
            Gates = new GatesSpec("flight-delays", "roc_auc", 0.80, [new("threshold", "test.roc_auc"), new("slice_floor", "roc_auc", Min: 0.7, MinRowCount: 1000)]),
            GateVerdicts = Gates(evaluation.Slices.Select(slice => slice.Slice)),
            Version = new ModelVersion("flight-delays", 3, Stage.Production, Now.AddMinutes(-3), D("model"), D("evaluation"), D("features"), D("dataset"), D("onnx"), SampleModel.Run),
            History =
            [
                new("flight-delays", 3, Stage.None, Stage.Staging, "policy:flight-delays", "All gates passed.", [], Now.AddMinutes(-2)),
                new("flight-delays", 3, Stage.Staging, Stage.Production, "policy:flight-delays", "Path None, Staging, Production; no approvals needed.", [], Now.AddMinutes(-1)),
            ],
            Deployment = new Deployment(1, "flight-delays", "flight-delays", 3, D("model"), D("features"), D("online"), Blob("onnx"),
                new DeploySpec("flight-delays", "flight-delays", new FallbackSpec("baseline", "prior", null), TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(20), 200, "late")),
            Batch = new BatchPredictions(1, "flight-delays", 3, Blob("batch"), 512_344, 0.241),
            Drift = SampleDrift.Report(),
            Steps = Steps(),
            Environment = new Dictionary<string, string>
            {
                ["git commit"] = "d9fd816",
                ["runtime"] = ".NET 10.0.2",
                ["operating system"] = "Debian 12",
                ["DuckDB"] = "1.5.6",
                ["XGBoost"] = "1.7.4",
                ["ONNX Runtime"] = "1.29.0",
            },
        };
    }

    public static Digest D(string text) => Digest.Of(text);

    public static BlobRef Blob(string text) => new(D(text), 1234);

    private static DatasetVersion Dataset(string name, long rows) => new(
        1, name, [new("date", "timestamp"), new("delay", "bigint"), new("distance", "bigint"), new("origin", "varchar"), new("destination", "varchar")],
        [new DatasetFile(Blob("parquet"), "parquet", rows)], rows, null, null, new Dictionary<string, Digest>(), null);

    private static CheckReport Checks() => new(1,
    [
        Check("row_count", [], 0, 0, "error", Decision.Pass, "3,000,000 rows; at least 1,000 are asked for."),
        Check("not_null", ["date", "delay", "distance", "origin", "destination"], 0, 0, "error", Decision.Pass, "No value is missing."),
        Check("between", ["distance"], 0, 0, "error", Decision.Pass, "All values lie between 1 and 6,000."),
        Check("between", ["delay"], 1_912, 0.0005, "warning", Decision.Fail, "1,912 values lie outside -120 to 2,000, more than the tolerated share.", "-1,302", "2,144"),
        Check("foreign_key", ["origin"], 588, 0.001, "error", Decision.Pass, "588 rows name an airport that is not in airport_zones.", "ZZV"),
        Check("unique", ["date", "delay", "distance", "origin", "destination"], 190, 0.001, "warning", Decision.Pass, "190 rows repeat another row."),
        Check("freshness", ["departed_at"], 0, 0, "error", Decision.Pass, "The newest value is 6 hours old as of 1 July 2001."),
        Check("expression", [], 0, 0, "warning", Decision.Pass, "Origin and destination differ in every row."),
    ], 3_000_000, 588);

    private static CheckResult Check(string check, string[] columns, long failing, double tolerate, string severity, Decision decision, string reason, params string[] samples) =>
        new(columns.Length == 1 ? $"{columns[0]}_{check}" : check, check, columns, failing, decision == Decision.NotEvaluated ? null : failing / 3e6, tolerate, severity, decision, reason, samples);

    private static DatasetProfile Profile() => new(1, 2_999_412,
    [
        Number("delay", "bigint", -60, 180, 8.1, 34.2, bin => Math.Exp(-Math.Pow(bin - 9, 2) / 12) + (bin > 9 ? Math.Exp(-(bin - 9) / 5.0) * 0.5 : 0)),
        Number("distance", "bigint", 0, 3000, 712.4, 561.9, bin => Math.Exp(-Math.Pow(bin - 6, 2) / 30) + (bin is > 20 and < 25 ? 0.25 : 0)),
        Number("slot", "integer", 0, 143, 81.3, 28.7, bin => bin < 7 ? 0.02 : 1 + (0.3 * Math.Sin(bin))),
        new("origin", "varchar", 0, 229, "ABE", "YUM", null, null, [], null, Airports()),
        new("destination", "varchar", 0, 229, "ABE", "YUM", null, null, [], null, Airports()),
        new("origin_zone", "varchar", 0, 18, "America/Anchorage", "Pacific/Honolulu", null, null, [], null,
            [new("America/New_York", 1_094_211), new("America/Chicago", 918_402), new("America/Los_Angeles", 538_115), new("America/Denver", 140_006)]),
        new("late", "boolean", 0, 2, "false", "true", 0.214, 0.41, [], null, [new("false", 2_357_538), new("true", 641_874)]),
        new("departed_at", "timestamp", 0, 257_311, "2001-01-01 04:31:00", "2001-07-01 08:58:00", null, null, [], null, []),
    ]);

    private static ColumnProfile Number(string name, string type, double min, double max, double mean, double deviation, Func<int, double> shape)
    {
        const int Bins = 30;
        double[] edges = [.. Enumerable.Range(0, Bins + 1).Select(i => min + ((max - min) * i / Bins))];
        long[] counts = [.. Enumerable.Range(0, Bins).Select(bin => (long)(shape(bin) * 220_000))];
        return new(name, type, 0, 1_211, $"{min}", $"{max * 1.7}", mean, deviation, [], new ProfileHistogram(edges, counts), []);
    }

    private static KeyValuePair<string, long>[] Airports() =>
        [.. new[] { "ORD", "DFW", "ATL", "LAX", "PHX", "STL", "DTW", "MSP", "LAS", "DEN" }.Select((code, i) => KeyValuePair.Create(code, 168_000L - (i * 11_400)))];

    private static IReadOnlyList<Verdict> Gates(IEnumerable<string> slices) =>
    [
        Gate("gate.threshold", "candidate", "test.roc_auc", null, 0.8712, 0.80, "test.roc_auc is 0.8712 [0.8651, 0.8770] and its whole interval reaches 0.8000."),
        Gate("gate.improvement", "logistic", "test.roc_auc", null, 0.0341, 0.005, "test.roc_auc is better than 'logistic' by 0.0341 [0.0312, 0.0368] on the same resamples; at least 0.0050 is asked for."),
        Gate("gate.improvement", "prior", "test.business_value", null, 4.2, 0, "test.business_value is better than 'prior' by 4.2113 [3.9, 4.5] on the same resamples."),
        .. slices.Select((slice, i) => Gate("gate.slice_floor", "candidate", "test.roc_auc", slice, 0.81 + (i * 0.004), 0.7, $"{slice}: test.roc_auc is {0.81 + (i * 0.004):0.0000}.")),
        Gate("gate.parity", "onnx", "largest_error", null, 2.4e-7, 1e-6, "On 512,344 test rows the serving graph differs from the trainer by at most 2.4e-7; 0 decision(s) flip; 1.0e-6 is allowed."),
    ];

    private static Verdict Gate(string clause, string subject, string metric, string? slice, double observed, double bound, string reason) =>
        new(clause, subject, metric, slice, observed, null, bound, null, Decision.Pass, reason, [], Now);

    private static IReadOnlyList<StepTiming> Steps()
    {
        (string Id, string Kind, double Seconds, double Mebibytes)[] steps =
        [
            ("ingest-flights", "data.ingest", 1.4, 412), ("validate", "data.validate", 6.2, 1_380), ("features", "features.build", 12.8, 2_210),
            ("split", "training.split", 0.3, 420), ("train", "training.train", 34.1, 1_940), ("evaluate", "training.evaluate", 14.6, 1_610),
            ("register", "registry.register", 0.02, 440), ("gate", "registry.gate", 0.02, 440), ("promote", "registry.promote", 0.02, 440),
            ("materialize", "features.materialize", 2.8, 900), ("deploy", "serving.deploy", 0.4, 470), ("predict", "serving.predict-batch", 2.1, 760), ("drift", "monitoring.drift", 3.1, 1_120),
        ];
        return [.. steps.Select((step, i) => new StepTiming(step.Id, step.Kind, i == 0 ? "cached" : "done", TimeSpan.FromSeconds(step.Seconds), (long)(step.Mebibytes * 1024 * 1024)))];
    }
}
