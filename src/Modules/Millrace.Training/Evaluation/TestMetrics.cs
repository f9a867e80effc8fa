using Millrace.Kernel.Problems;
using Millrace.Statistics.Classification;
using Millrace.Statistics.Resampling;
using Millrace.Training.Contracts;

namespace Millrace.Training.Evaluation;

/// <summary>Metrics with intervals of every model, and paired differences, all on the same resamples of the test rows.</summary>
internal static class TestMetrics
{
    private const long MicrosPerDay = 24L * 60 * 60 * 1_000_000;

    /// <summary>The candidate's metrics first, then each baseline's.</summary>
    /// <param name="test">The test part.</param>
    /// <param name="thresholds">Model → decision threshold, chosen on validation.</param>
    /// <param name="spec">How to resample.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="ct">Stops it.</param>
    public static Outcome<IReadOnlyList<ModelEvaluation>> Of(
        PartScores test, IReadOnlyDictionary<string, double> thresholds, EvaluateSpec spec, int threads, CancellationToken ct)
    {
        var blocks = Blocks(test, spec.Block);
        if (blocks.Distinct().Take(2).Count() < 2)
        {
            return TrainingProblems.TooFewBlocks(spec.Block, 1);
        }

        var models = test.Models.Select(model => new BootstrapModel(model.Key, test.Of(model.Key), thresholds[model.Key])).ToList();
        var options = new BootstrapOptions
        {
            Resamples = spec.Resamples,
            Confidence = spec.Confidence,
            Seed = (ulong)spec.Seed,
            Threads = threads,
            Values = BusinessValues.Of(spec.Problem.Business),
        };
        var result = BlockBootstrap.Run(models, blocks, options, ct);
        return models.Select(model => Describe(model, result)).ToList();
    }

    // Rows of a UTC day depend on each other: one storm delays many flights.
    private static int[] Blocks(PartScores test, string block) => block == "day"
        ? Array.ConvertAll(test.EventTimes, time => (int)Math.Floor((double)time / MicrosPerDay))
        : [.. Enumerable.Range(0, test.Labels.Length)];

    private static ModelEvaluation Describe(BootstrapModel model, BootstrapResult result)
    {
        var decisions = ConfusionMatrix.At(model.Scores, model.Threshold);
        return new ModelEvaluation(
            model.Name,
            model.Threshold,
            All(metric => result.Interval(model.Name, metric)),
            new ConfusionCounts(decisions.TruePositives, decisions.FalsePositives, decisions.FalseNegatives, decisions.TrueNegatives),
            model.Name == PartScores.Candidate
                ? new Dictionary<string, MetricEstimate>()
                : All(metric => result.Difference(PartScores.Candidate, model.Name, metric)));
    }

    private static Dictionary<string, MetricEstimate> All(Func<BinaryMetric, MetricInterval> interval) =>
        BinaryMetrics.All.ToDictionary(MetricNames.Of, metric => Estimate(interval(metric)), StringComparer.Ordinal);

    private static MetricEstimate Estimate(MetricInterval interval) =>
        new(interval.Estimate ?? double.NaN, interval.Lower ?? double.NaN, interval.Upper ?? double.NaN);
}
