using Millrace.Kernel.Digests;
using Millrace.Kernel.Jobs;
using Millrace.Kernel.Problems;
using Millrace.Onnx;
using Millrace.Statistics.Classification;
using Millrace.Training.Baselines;
using Millrace.Training.Contracts;
using Millrace.Training.Evaluation;
using Millrace.Training.Preprocessing;
using Millrace.Training.Rows;

namespace Millrace.Training.Boosting;

/// <summary>One training from rows to products, on one thread.</summary>
internal sealed class TrainingSession(TrainingWork work, JobContext context, PartReader train, PartReader validation)
{
    // What the rounds are of a training's time, roughly; only people see it.
    private const double ShareBeforeRounds = 0.15;
    private const double ShareOfRounds = 0.75;

    private readonly int threads = context.Resources.Threads;

    /// <summary>Complete parameters of each trial.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, double>> Trials { get; } = SearchPlan.Trials(work.Spec);

    /// <summary>Digest of all that determines the result.</summary>
    public Digest Identity { get; } = Digest.OfJson(new { context.SpecJson, context.Inputs, context.Resources.Threads });

    /// <summary>Trains everything.</summary>
    /// <param name="known">Per trial where an earlier attempt got to.</param>
    /// <param name="onCheckpoint">Given each trial's checkpoints.</param>
    /// <param name="ct">Stops it.</param>
    public Outcome<TrainingProducts> Run(
        IReadOnlyList<TreeCheckpoint?> known, Action<int, TreeCheckpoint> onCheckpoint, CancellationToken ct)
    {
        Tell(0, "reading rows");
        var target = work.Spec.Problem.Target;
        return BinaryLabels.Read(train, target, ct).Then(trainLabels =>
            BinaryLabels.Read(validation, target, ct).Then(validationLabels =>
                PreprocessingFit.Fit(work.Spec.Preprocessing, work.Features, train, ct).Then(preprocessing =>
                    Run(preprocessing, trainLabels, validationLabels, known, onCheckpoint, ct))));
    }

    private Outcome<TrainingProducts> Run(
        Onnx.Preprocessing preprocessing, byte[] trainLabels, byte[] validationLabels,
        IReadOnlyList<TreeCheckpoint?> known, Action<int, TreeCheckpoint> onCheckpoint, CancellationToken ct)
    {
        var graph = ModelGraph.Features(preprocessing);
        var search = new TreeSearch
        {
            Spec = work.Spec,
            ColumnNames = preprocessing.FeatureNames,
            Features = work.Features,
            Trials = Trials,
            Known = known,
            Threads = threads,
            Tell = line => context.Report((line with { Share = ShareBeforeRounds + (ShareOfRounds * line.Share) }).ToJson()),
            OnCheckpoint = onCheckpoint,
        };
        return search.Run(graph, (train, trainLabels), (validation, validationLabels), ct).Then(found =>
            FitBaselines(trainLabels, validationLabels, ct).Map(baselines =>
                Finish(preprocessing, graph, found, baselines, validationLabels)));
    }

    private TrainingProducts Finish(
        Onnx.Preprocessing preprocessing, byte[] graph, SearchResult found,
        IReadOnlyList<(FittedBaseline, byte[]?)> baselines, byte[] validationLabels)
    {
        var predictor = TreeEnsemble.FromXgboostJson(found.Trees.ModelJson, found.Trees.BestRound);
        var scores = BinaryScores.From(validationLabels, found.ValidationScores.AsSpan());
        var threshold = CostOptimalThreshold.Find(scores, BusinessValues.Of(work.Spec.Problem.Business)).Threshold;
        return new TrainingProducts(
            found.Trees, found.Parameters, found.Trials, graph, ModelGraph.Complete(preprocessing, predictor),
            MatrixColumns.Of(preprocessing), Signatures.Of(preprocessing, predictor.Output), threshold, baselines);
    }

    private Outcome<IReadOnlyList<(FittedBaseline, byte[]?)>> FitBaselines(byte[] trainLabels, byte[] validationLabels, CancellationToken ct)
    {
        var fit = new BaselineFit
        {
            Train = train,
            TrainLabels = trainLabels,
            Validation = validation,
            ValidationLabels = validationLabels,
            Features = work.Features,
            Values = BusinessValues.Of(work.Spec.Problem.Business),
            Threads = threads,
        };
        var fitted = new List<(FittedBaseline, byte[]?)>();
        foreach (var baseline in work.Spec.Problem.Baselines)
        {
            Tell(ShareBeforeRounds + ShareOfRounds, $"fitting baseline {baseline.Name}");
            var outcome = fit.Fit(baseline, ct);
            if (!outcome.IsOk)
            {
                return outcome.As<IReadOnlyList<(FittedBaseline, byte[]?)>>();
            }

            fitted.Add(outcome.Value);
        }

        return fitted;
    }

    private void Tell(double share, string words) => context.Report(new TrainingLine(0, null, share, words).ToJson());
}
