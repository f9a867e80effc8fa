using Millrace.DuckDb;
using Millrace.Features.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Problems;
using Millrace.Statistics.Classification;
using Millrace.Training.Boosting;
using Millrace.Training.Contracts;
using Millrace.Training.Preprocessing;
using Millrace.Training.Rows;

namespace Millrace.Training.Baselines;

/// <summary>Fits the baselines on train and chooses their thresholds on validation, as it is done for the candidate.</summary>
internal sealed class BaselineFit
{
    /// <summary>Rows to learn from.</summary>
    public required PartReader Train { get; init; }

    /// <summary>Their labels.</summary>
    public required byte[] TrainLabels { get; init; }

    /// <summary>Rows that decide the thresholds.</summary>
    public required PartReader Validation { get; init; }

    /// <summary>Their labels.</summary>
    public required byte[] ValidationLabels { get; init; }

    /// <summary>The model's inputs.</summary>
    public required IReadOnlyList<FeatureInfo> Features { get; init; }

    /// <summary>What outcomes are worth.</summary>
    public required OutcomeValues Values { get; init; }

    /// <summary>Threads to use.</summary>
    public required int Threads { get; init; }

    /// <summary>One baseline; its graph, when it has one, is in the second value.</summary>
    public Outcome<(FittedBaseline Fitted, byte[]? Graph)> Fit(BaselineSpec spec, CancellationToken ct) => spec.Type switch
    {
        "prior" => FitPrior(spec),
        "rule" => BaselineScores.OfRule(Validation, spec.Name, ct).Map(scores => (Fitted(spec, null, scores), (byte[]?)null)),
        _ => FitLogistic(spec, ct),
    };

    private (FittedBaseline, byte[]?) FitPrior(BaselineSpec spec)
    {
        var prior = (double)TrainLabels.Sum(label => label) / TrainLabels.Length;
        var scores = new double[ValidationLabels.Length];
        Array.Fill(scores, prior);
        return (Fitted(spec, prior, scores), null);
    }

    private (FittedBaseline, byte[]?) FitLogistic(BaselineSpec spec, CancellationToken ct)
    {
        var model = LogisticBaseline.Fit(Train, TrainLabels, Features, Threads, ct);
        using var graph = new FeatureGraph(model, Features, Threads);
        var scores = graph.Run(Validation, Features, ct);
        return (Fitted(spec, null, Array.ConvertAll(scores, score => (double)score)), model);
    }

    private FittedBaseline Fitted(BaselineSpec spec, double? prior, double[] scores) => new(
        spec.Name, spec.Type, prior, null,
        CostOptimalThreshold.Find(BinaryScores.From(ValidationLabels, scores), Values).Threshold);
}
