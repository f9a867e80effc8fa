using Millrace.Monitoring.Contracts;
using Millrace.Statistics.Classification;
using Millrace.Statistics.Resampling;

namespace Millrace.Monitoring.Drift;

/// <summary>Compares performance on labelled rows of two windows, neither of which the model was tuned on.</summary>
internal static class ConceptDriftRule
{
    private const double TwoSided95 = 1.959963984540054;

    /// <summary>The drop with an interval; null when a side has no labels, one class, or the metric is unknown.</summary>
    /// <remarks>The windows share no rows, so the drop's variance is the sum of both day-block bootstrap variances.</remarks>
    public static ConceptDrift? Compare(ConceptDriftSpec spec, ScoredRows reference, ScoredRows current, double threshold, int threads)
    {
        var metric = BinaryMetrics.Find(spec.Metric);
        if (metric is null || reference.IsEmpty || current.IsEmpty)
        {
            return null;
        }

        var before = Estimate(reference, metric.Value, threshold, threads);
        var now = Estimate(current, metric.Value, threshold, threads);
        if (before.Value is not { } was || now.Value is not { } isNow)
        {
            return null;
        }

        var drop = metric.Value.HigherIsBetter() ? was - isNow : isNow - was;
        var margin = TwoSided95 * Math.Sqrt((before.Error * before.Error) + (now.Error * now.Error));
        return new ConceptDrift(spec.Metric, was, isNow, drop, spec.MaxDrop, drop - margin, drop + margin);
    }

    private static (double? Value, double Error) Estimate(ScoredRows rows, BinaryMetric metric, double threshold, int threads)
    {
        var scores = rows.Scores;
        var value = BinaryMetrics.Evaluate(scores, threshold)[metric];
        if (rows.Days.Distinct().Take(2).Count() < 2)
        {
            return (value, double.NaN);
        }

        var bootstrap = BlockBootstrap.Run(
            [new BootstrapModel("model", scores, threshold)], rows.Days, new BootstrapOptions { Resamples = 200, Threads = threads });
        return (value, bootstrap.Interval("model", metric).StandardError ?? double.NaN);
    }
}
