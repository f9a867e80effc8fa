using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Problems;
using Millrace.Statistics.Classification;
using Millrace.Training.Contracts;
using Millrace.Training.Rows;
using CalibrationBin = Millrace.Training.Contracts.CalibrationBin;
using CurvePoint = Millrace.Training.Contracts.CurvePoint;

namespace Millrace.Training.Evaluation;

/// <summary>Reads the held-out parts once and says all that is to be said of a model.</summary>
internal sealed class Evaluator(ScoredModel model, EvaluateSpec spec, TrainingRows rows, DataSplit split)
{
    private const int MostCurvePoints = 400;
    private const int CalibrationBins = 20;

    /// <summary>Told how far it is.</summary>
    public required Action<double?, string> Progress { get; init; }

    /// <summary>Evaluates the model.</summary>
    /// <param name="digest">The model's document.</param>
    /// <param name="blobs">Where the predictions go.</param>
    /// <param name="scratch">A folder of the caller's.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<EvaluationReport>> RunAsync(Digest digest, IBlobStore blobs, string scratch, CancellationToken ct)
    {
        var scored = new List<PartScores>();
        foreach (var name in TrainingVocabulary.Parts.Where(name => name is "validation" or "reference" && split.Parts.ContainsKey(name)))
        {
            Progress(0.1, $"scoring {name}");
            using var part = await rows.PartAsync(split.Parts[name], ct).ConfigureAwait(false);
            var scores = new PartScoring(model, part, name).Run(ct);
            if (!scores.IsOk)
            {
                return scores.As<EvaluationReport>();
            }

            scored.Add(scores.Value);
        }

        Progress(0.3, "scoring test");
        using var testRows = await rows.PartAsync(split.Parts["test"], ct).ConfigureAwait(false);
        var scoring = new PartScoring(model, testRows, "test")
        {
            WithServing = true,
            SampledRows = RowSample.Draw(testRows.RowCount, spec.ImportanceRows, spec.Seed),
        };
        var test = scoring.Run(ct);
        if (!test.IsOk)
        {
            return test.As<EvaluationReport>();
        }

        scored.Add(test.Value);
        var measured = Measure(test.Value, testRows, ct);
        if (!measured.IsOk)
        {
            return measured.As<EvaluationReport>();
        }

        Progress(0.8, "measuring importance");
        var importance = Importance(scoring, test.Value, ct);
        var predictions = await PredictionsFile.WriteAsync(scored, blobs, scratch, ct).ConfigureAwait(false);
        return Report(digest, scored, measured.Value.Models, measured.Value.Slices, importance, predictions);
    }

    private Outcome<(IReadOnlyList<ModelEvaluation> Models, IReadOnlyList<SliceEvaluation> Slices)> Measure(
        PartScores test, PartReader testRows, CancellationToken ct)
    {
        Progress(0.6, "resampling");
        var thresholds = model.Model.Baselines.ToDictionary(baseline => baseline.Name, baseline => baseline.DecisionThreshold, StringComparer.Ordinal);
        thresholds[PartScores.Candidate] = model.Model.DecisionThreshold;
        return TestMetrics.Of(test, thresholds, spec, model.Threads, ct).Then(models =>
            SliceMetrics.Of(test, testRows, model.Features, spec, model.Model.DecisionThreshold, ct).Map(slices => (models, slices)));
    }

    private IReadOnlyList<FeatureImportance> Importance(PartScoring scoring, PartScores test, CancellationToken ct)
    {
        var labels = Array.ConvertAll(scoring.SampledRows, row => test.Labels[row]);
        return labels.Length == 0 ? [] : new PermutationImportance(model, scoring.Sample, labels).Measure(spec, ct);
    }

    private EvaluationReport Report(
        Digest digest, IReadOnlyList<PartScores> parts, IReadOnlyList<ModelEvaluation> models,
        IReadOnlyList<SliceEvaluation> slices, IReadOnlyList<FeatureImportance> importance, BlobRef predictions)
    {
        var test = parts[^1];
        var scores = test.Of(PartScores.Candidate);
        var bins = CalibrationCurve.Of(scores, CalibrationBins, CalibrationBinning.Quantile).Bins;
        return new EvaluationReport(
            1, digest, test.Labels.Length, scores.PositiveCount, models[0], [.. models.Skip(1)],
            PointMetrics(parts, "validation"), PointMetrics(parts, "reference"),
            Points(Curves.Roc(scores, MostCurvePoints)), Points(Curves.PrecisionRecall(scores, MostCurvePoints)),
            [.. bins.Select(bin => new CalibrationBin(bin.MeanPredicted, bin.ObservedShare, bin.Count))],
            slices, importance, test.Parity(model.Model.DecisionThreshold), predictions);
    }

    private IReadOnlyDictionary<string, double> PointMetrics(IReadOnlyList<PartScores> parts, string name) =>
        parts.FirstOrDefault(part => part.Part == name)?.Metrics(
            PartScores.Candidate, model.Model.DecisionThreshold, BusinessValues.Of(spec.Problem.Business))
        ?? new Dictionary<string, double>();

    private static CurvePoint[] Points(IReadOnlyList<Statistics.Classification.CurvePoint> points) =>
        [.. points.Select(point => new CurvePoint(point.X, point.Y))];
}
