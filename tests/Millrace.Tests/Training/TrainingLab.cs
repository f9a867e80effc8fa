using System.Text.Json;
using Millrace.ContractSuites;
using Millrace.DuckDb;
using Millrace.Embedded.Blobs;
using Millrace.Features.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Jobs;
using Millrace.Kernel.Resources;
using Millrace.Kernel.Steps;
using Millrace.Training.Boosting;
using Millrace.Training.Contracts;
using Millrace.Training.Rows;
using Millrace.Training.Splits;

namespace Millrace.Tests.Training;

/// <summary>A blob store with a made-up training set: one row a minute from 2001-01-01, a label that follows two features.</summary>
public sealed class TrainingLab : IDisposable
{
    public const int RowCount = 12_000;
    public static readonly DateTimeOffset Start = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TempFolder folder = new();

    public TrainingLab() => Blobs = new FileBlobStore(folder.File("blobs"));

    public FileBlobStore Blobs { get; }

    public ResourceBudget Budget { get; } = new(2, 1_000_000_000);

    public string Scratch => Directory.CreateDirectory(folder.File("scratch")).FullName;

    public string Database => folder.File("state.db");

    internal static IReadOnlyList<FeatureInfo> Features { get; } =
    [
        Feature("signal", FeatureType.Number), Feature("noise", FeatureType.Number), Feature("gappy", FeatureType.Number), Feature("city", FeatureType.Text),
    ];

    public static BusinessMetricSpec Business { get; } = new("cost", "USD per row", true, 20, 20, 90, 0);

    public static ProblemSpec Problem { get; } = new(
        "binary_classification", "late", "roc_auc", 0.7, Business,
        [new("prior", "prior", null), new("rule", "rule", "signal"), new("logistic", "logistic_regression", null)]);

    public static SplitSpec TimeSplit { get; } = new(
        "time",
        new Dictionary<string, SplitPart>
        {
            ["train"] = Hours(0, 100),
            ["validation"] = Hours(100, 130),
            ["reference"] = Hours(130, 150),
            ["test"] = Hours(150, 200),
        },
        true, 7);

    public static TrainSpec Training { get; } = new(
        Problem, "xgboost",
        new Dictionary<string, double> { ["rounds"] = 12, ["learning_rate"] = 0.3, ["max_depth"] = 4, ["colsample_bytree"] = 0.6, ["max_bins"] = 32 },
        [], new EarlyStoppingSpec("log_loss", 5), "none", 5, 17, "lab", null);

    public static SplitPart Hours(int from, int to) => new(Start.AddHours(from), Start.AddHours(to), null);

    /// <summary>Stores the training set, changed by SQL where a test wants it broken.</summary>
    public async Task<ArtifactRef> TrainingSetAsync(string select = "SELECT * FROM made", bool hasTime = true)
    {
        var path = folder.File($"{Guid.NewGuid():N}.parquet");
        using (var database = DuckDatabase.Open())
        using (var connection = database.Connect())
        using (connection.RegisterArrays("made", Made()))
        {
            connection.Execute($"COPY ({select}) TO {DuckSql.QuoteLiteral(path)} (FORMAT parquet)");
        }

        var file = await Blobs.PutFileAsync(path, CancellationToken.None);
        var last = hasTime ? Start.AddMinutes(RowCount - 1) : Start;
        var set = new TrainingSet(1, Digest.Of("features"), Digest.Of("data"), file, RowCount, Start, last);
        var document = await Blobs.PutJsonAsync(set, CancellationToken.None);
        return new ArtifactRef(TrainingSet.ArtifactType, document.Digest, [file.Digest]);
    }

    public async Task<ArtifactRef> SplitAsync(ArtifactRef set, SplitSpec? spec = null)
    {
        var result = await new SplitStep().RunAsync(Context(spec ?? TimeSplit, ("training_set", set)), CancellationToken.None);
        return result.Value.Outputs["split"];
    }

    public async Task<ArtifactRef> FeatureSetAsync()
    {
        var spec = new FeatureSetSpec([], [], [], null!, "late", new Dictionary<string, string>());
        var set = new FeatureSet(1, spec, Features, [], new Dictionary<string, Digest>(), new Dictionary<string, BlobRef>());
        var document = await Blobs.PutJsonAsync(set, CancellationToken.None);
        return new ArtifactRef(FeatureSet.ArtifactType, document.Digest, []);
    }

    public StepContext Context(object parameters, params (string Name, ArtifactRef Artifact)[] inputs) => new()
    {
        PipelineRun = PipelineRunId.TryParse("p-" + new string('1', 32), out var run) ? run : default,
        Workflow = "lab",
        StepId = "step",
        IdempotencyKey = Digest.Of("step"),
        Parameters = JsonSerializer.SerializeToElement(parameters, CanonicalJson.Options),
        Inputs = inputs.ToDictionary(input => input.Name, input => input.Artifact),
        Blobs = Blobs,
        Scratch = Scratch,
        Budget = Budget,
        Progress = (_, _) => { },
    };

    internal async Task<PartReader> PartAsync(ArtifactRef set, ArtifactRef split, string part)
    {
        var document = await Blobs.GetJsonAsync<TrainingSet>(set.Digest, CancellationToken.None);
        var parts = (await Blobs.GetJsonAsync<DataSplit>(split.Digest, CancellationToken.None)).Parts;
        var rows = await TrainingRows.OpenAsync(Blobs, document.File.Digest, Budget, Scratch, CancellationToken.None);
        return await rows.PartAsync(parts[part], CancellationToken.None);
    }

    /// <summary>A job's context, as a worker process would give it.</summary>
    internal async Task<JobContext> JobAsync(ArtifactRef set, ArtifactRef split, TrainSpec spec, Action<string>? report = null, string scratch = "job")
    {
        var document = await Blobs.GetJsonAsync<TrainingSet>(set.Digest, CancellationToken.None);
        var parts = (await Blobs.GetJsonAsync<DataSplit>(split.Digest, CancellationToken.None)).Parts;
        var job = TrainingJobs.Spec(new TrainingWork(spec, Features, parts["train"], parts["validation"]), document.File, Budget, "key");
        return new JobContext(
            job.SpecJson, job.Inputs, Blobs, Budget, Directory.CreateDirectory(folder.File(scratch)).FullName, report ?? (_ => { }));
    }

    /// <summary>Trains in this process.</summary>
    internal async Task<TrainedModel> TrainAsync(ArtifactRef set, ArtifactRef split, TrainSpec spec)
    {
        var outcome = await new TrainingJob().RunAsync(await JobAsync(set, split, spec), CancellationToken.None);
        var result = JsonSerializer.Deserialize<TrainingWorkResult>(outcome.Value, CanonicalJson.Options)!;
        var parts = await Blobs.GetJsonAsync<DataSplit>(split.Digest, CancellationToken.None);
        return TrainingJobs.Model(Context(spec, ("training_set", set), ("split", split), ("feature_set", set)), spec, parts, result);
    }

    public void Dispose() => folder.Dispose();

    private static FeatureInfo Feature(string name, FeatureType type) => new(name, type, "request", name, name, null, null, false);

    private static DuckColumn[] Made()
    {
        var random = new Random(3);
        var (signal, noise, gappy, label, rule) = (new double[RowCount], new double[RowCount], new double[RowCount], new double[RowCount], new double[RowCount]);
        var (ids, times, known, city) = (new long[RowCount], new long[RowCount], new long[RowCount], new string?[RowCount]);
        string[] cities = ["Oslo", "Rome", "Lima"];
        for (var row = 0; row < RowCount; row++)
        {
            (signal[row], noise[row]) = (random.NextDouble(), random.NextDouble());
            gappy[row] = random.NextDouble() < 0.3 ? double.NaN : random.NextDouble() - 0.5;
            var place = random.Next(100) is var draw && draw < 50 ? 0 : draw < 80 ? 1 : 2;
            city[row] = random.Next(50) == 0 ? null : cities[place];
            var margin = (4 * (signal[row] - 0.6)) + (place == 2 ? 1.5 : 0) + (double.IsNaN(gappy[row]) ? 0.8 : gappy[row]);
            label[row] = random.NextDouble() < 1 / (1 + Math.Exp(-margin)) ? 1 : 0;
            rule[row] = signal[row];
            ids[row] = 1000 + row;
            times[row] = (Start.AddMinutes(row) - DateTimeOffset.UnixEpoch).Ticks / 10;
            known[row] = times[row] + (TimeSpan.FromHours(2).Ticks / 10);
        }

        return
        [
            new LongColumn("_row_id", ids), new TimestampColumn("_event_time", times), new TimestampColumn("_created_time", known),
            new DoubleColumn("_label", label), new DoubleColumn("_baseline_rule", rule), new DoubleColumn("signal", signal),
            new DoubleColumn("noise", noise), new DoubleColumn("gappy", gappy, null, isNaNNull: true), TextColumn.Of("city", city),
        ];
    }
}
