using Millrace.DuckDb;
using Millrace.Features.Contracts;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Time;
using Millrace.Kernel.Verdicts;
using Millrace.Monitoring.Contracts;
using Millrace.Monitoring.Retraining;
using Millrace.Statistics.Drift;
using Millrace.Training.Contracts;

namespace Millrace.Monitoring.Drift;

/// <summary>Compares the current window with the reference: features, predictions, performance; and asks the policy.</summary>
internal sealed class DriftStep(DriftReports reports, TimeProvider clock) : IStep
{
    private const int FeaturesAtATime = 6;

    public string Kind => "monitoring.drift";

    public int CodeVersion => 1;

    public IReadOnlyDictionary<string, string> Inputs { get; } = new Dictionary<string, string>
    {
        ["training_set"] = TrainingSet.ArtifactType,
        ["feature_set"] = FeatureSet.ArtifactType,
        ["split"] = DataSplit.ArtifactType,
        ["model"] = TrainedModel.ArtifactType,
        ["evaluation"] = EvaluationReport.ArtifactType,
    };

    public IReadOnlyDictionary<string, string> Outputs { get; } = new Dictionary<string, string>
    {
        ["drift"] = DriftReport.ArtifactType,
    };

    public async Task<Outcome<StepResult>> RunAsync(StepContext context, CancellationToken ct)
    {
        var spec = context.Read<MonitoringSpec>();
        var split = await context.InputAsync<DataSplit>("split", ct);
        var missing = new[] { spec.Reference, spec.Current, spec.Concept.Reference }
            .Where(part => !split.Parts.ContainsKey(part)).Distinct().ToList();
        if (missing.Count > 0)
        {
            return Outcome<StepResult>.Failed([.. missing.Select(part => MonitoringProblems.PartMissing(part, split.Parts.Keys))]);
        }

        if (new[] { spec.Reference, spec.Current }.FirstOrDefault(part => split.Parts[part].FirstRow is null) is { } shuffled)
        {
            return MonitoringProblems.PartNotInTime(shuffled);
        }

        var (report, asOf) = await CompareAsync(context, spec, split, ct);
        var stored = await context.StoreAsync(report, ct);
        var decision = Verdict.Worst(report.Verdicts.Select(verdict => verdict.Decision));
        await reports.RecordAsync(
            context.IdempotencyKey.ToString(), context.PipelineRun.ToString(),
            new DriftReportEntry(context.Workflow, stored.Digest, decision, report.Retraining.Fires, asOf, clock.GetUtcNow()), report, ct);
        return new StepResult(
            new Dictionary<string, ArtifactRef> { ["drift"] = stored }, report.Verdicts,
            [
                new("features drifted", $"{report.Features.Count(f => f.Decision == Decision.Fail)} of {report.Features.Count}"),
                new("retraining", report.Retraining.Fires ? $"fires ({report.Retraining.Automation})" : "quiet"),
            ]);
    }

    private async Task<(DriftReport Report, DateTimeOffset AsOf)> CompareAsync(
        StepContext context, MonitoringSpec spec, DataSplit split, CancellationToken ct)
    {
        var training = await context.InputAsync<TrainingSet>("training_set", ct);
        var features = await context.InputAsync<FeatureSet>("feature_set", ct);
        var model = await context.InputAsync<TrainedModel>("model", ct);
        var evaluation = await context.InputAsync<EvaluationReport>("evaluation", ct);
        var trainingPath = await context.Blobs.GetLocalPathAsync(training.File.Digest, ct);
        var predictionsPath = await context.Blobs.GetLocalPathAsync(evaluation.Predictions.Digest, ct);
        using var database = DuckDatabase.Open(null, new DuckDbOptions
        {
            MemoryLimitBytes = context.Budget.DuckDbMemoryBytes,
            Threads = context.Budget.Threads,
            TempDirectory = context.Scratch,
        });
        using var connection = database.Connect();
        var (reference, current) = (split.Parts[spec.Reference], split.Parts[spec.Current]);
        var columns = new TrainingSetColumns(connection, trainingPath, reference, current);
        var drifts = CompareFeatures(context, spec.Data, columns, features.Features, ct);
        var before = ScoredRows.Read(connection, predictionsPath, spec.Concept.Reference, ct);
        var now = ScoredRows.Read(connection, predictionsPath, spec.Current, ct);
        var (prediction, sigmas) = ComparePredictions(spec, before, now);
        var concept = ConceptDriftRule.Compare(spec.Concept, before, now, model.DecisionThreshold, context.Budget.Threads);
        var words = new DriftVerdicts([context.Inputs["training_set"].Digest, context.Inputs["evaluation"].Digest], clock.GetUtcNow());
        Verdict[] verdicts =
        [
            words.Data(drifts),
            words.Prediction(prediction, sigmas, spec.Prediction.DailyMeanSigmas),
            words.Concept(concept, spec.Concept.Metric),
        ];
        var asOf = AsOf.FromUnixMicroseconds(columns.EventTimes(current).Last).Instant;
        var trainedThrough = AsOf.FromUnixMicroseconds(columns.EventTimes(reference).Last).Instant;
        var lastFired = await reports.LastFiredAsync(context.Workflow, context.IdempotencyKey.ToString(), ct);
        var retraining = RetrainingPolicy.Decide(spec.Retraining, verdicts, trainedThrough, asOf, lastFired);
        return (new DriftReport(
            1, spec.Reference, spec.Current, reference.RowCount, current.RowCount, drifts, prediction, sigmas, concept, verdicts, retraining), asOf);
    }

    private static List<FeatureDrift> CompareFeatures(
        StepContext context, DataDriftSpec spec, TrainingSetColumns columns, IReadOnlyList<FeatureInfo> features, CancellationToken ct)
    {
        var options = DriftOptionsOf.Features(spec, context.Budget.Threads);
        var tests = new List<DriftTest>(features.Count);
        foreach (var group in features.Chunk(FeaturesAtATime))
        {
            context.Progress((double)tests.Count / features.Count, $"{tests.Count} of {features.Count} features");
            tests.AddRange(DataDrift.Compare(columns.Read(group, ct), options, ct));
        }

        // Each group adjusted only its own p-values; the false discovery rate is over all features.
        return [.. DriftTest.Decide(tests, options).Select(FeatureDriftOf.Test)];
    }

    private static (FeatureDrift? Drift, double? Sigmas) ComparePredictions(MonitoringSpec spec, ScoredRows before, ScoredRows now)
    {
        if (before.IsEmpty || now.IsEmpty)
        {
            return (null, null);
        }

        var options = DriftOptionsOf.Prediction(spec.Prediction, spec.Data.FalseDiscoveryRate);
        var test = DataDrift.Compare([new NumericColumn("probability", before.Probabilities, now.Probabilities)], options)[0];
        var daily = DailyMeans.Compare(before.DailyMeans(), now.Probabilities.Average(), spec.Prediction.DailyMeanSigmas);
        return (FeatureDriftOf.Test(test), daily.Sigmas);
    }
}
