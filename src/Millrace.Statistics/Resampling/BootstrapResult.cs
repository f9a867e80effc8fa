using Millrace.Statistics.Classification;

namespace Millrace.Statistics.Resampling;

/// <summary>Intervals of several models on the same rows and the same resamples.</summary>
public sealed class BootstrapResult
{
    private readonly BootstrapModel[] _models;
    private readonly BootstrapOptions _options;
    private readonly double[][] _resampled;
    private readonly IReadOnlyDictionary<BinaryMetric, double?>[] _estimates;

    internal BootstrapResult(BootstrapModel[] models, BootstrapOptions options, int blockCount, double[][] resampled)
    {
        (_models, _options, _resampled, BlockCount) = (models, options, resampled, blockCount);
        _estimates = Array.ConvertAll(models, m => BinaryMetrics.Evaluate(m.Scores, m.Threshold, options.Values));
    }

    /// <summary>Blocks that were resampled. With fewer than about 10 the intervals are too narrow to lean on.</summary>
    public int BlockCount { get; }

    /// <summary>Resamples drawn.</summary>
    public int Resamples => _options.Resamples;

    /// <summary>Seed of the draws.</summary>
    public ulong Seed => _options.Seed;

    /// <summary>Share of resamples inside an interval.</summary>
    public double Confidence => _options.Confidence;

    /// <summary>The models' names, in the order given.</summary>
    public IReadOnlyList<string> Models => Array.ConvertAll(_models, m => m.Name);

    /// <summary>A model's metric with its interval.</summary>
    /// <exception cref="ArgumentException">No model has this name.</exception>
    public MetricInterval Interval(string model, BinaryMetric metric)
    {
        var m = IndexOf(model);
        return MetricInterval.Of(_estimates[m][metric], Enumerable.Range(0, Resamples).Select(r => At(m, metric, r)), Confidence);
    }

    /// <summary>How much one model's metric differs from another's, each resample compared with itself (paired).</summary>
    /// <param name="model">The minuend.</param>
    /// <param name="other">The subtrahend, for example the baseline.</param>
    /// <param name="metric">Which metric.</param>
    /// <returns>The interval of <paramref name="model"/> − <paramref name="other"/>; resamples in which either is
    /// undefined are left out.</returns>
    /// <exception cref="ArgumentException">No model has one of the names.</exception>
    public MetricInterval Difference(string model, string other, BinaryMetric metric)
    {
        var (a, b) = (IndexOf(model), IndexOf(other));
        return MetricInterval.Of(
            _estimates[a][metric] - _estimates[b][metric],
            Enumerable.Range(0, Resamples).Select(r => At(a, metric, r) - At(b, metric, r)),
            Confidence);
    }

    /// <summary>A metric in each resample, NaN where undefined, for a histogram.</summary>
    /// <exception cref="ArgumentException">No model has this name.</exception>
    public double[] Resampled(string model, BinaryMetric metric)
    {
        var m = IndexOf(model);
        return Array.ConvertAll(Enumerable.Range(0, Resamples).ToArray(), r => At(m, metric, r));
    }

    private double At(int model, BinaryMetric metric, int resample) =>
        _resampled[model][(resample * BinaryMetrics.All.Count) + (int)metric];

    private int IndexOf(string model)
    {
        var index = Array.FindIndex(_models, m => m.Name == model);
        return index >= 0
            ? index
            : throw new ArgumentException(
                $"No model is named '{model}'; there are {string.Join(", ", Models)}.", nameof(model));
    }
}
