using Millrace.Statistics.Classification;
using Millrace.Training.Contracts;

namespace Millrace.Training.Evaluation;

/// <summary>What every model says of the rows of one part.</summary>
internal sealed class PartScores
{
    /// <summary>The candidate's name among the models.</summary>
    public const string Candidate = "candidate";

    private readonly Dictionary<string, BinaryScores> paired = new(StringComparer.Ordinal);

    /// <summary>The part's name.</summary>
    public required string Part { get; init; }

    /// <summary>Row ids of the dataset.</summary>
    public required long[] RowIds { get; init; }

    /// <summary>Event times in microseconds since 1970-01-01 UTC.</summary>
    public required long[] EventTimes { get; init; }

    /// <summary>1 or 0.</summary>
    public required byte[] Labels { get; init; }

    /// <summary>Model → its probabilities; the candidate first, then the baselines.</summary>
    public required IReadOnlyList<KeyValuePair<string, double[]>> Models { get; init; }

    /// <summary>The serving graph's probabilities; empty where they were not asked for.</summary>
    public float[] Served { get; init; } = [];

    /// <summary>A model's probabilities beside the labels; ranked once.</summary>
    public BinaryScores Of(string model)
    {
        if (!paired.TryGetValue(model, out var scores))
        {
            paired[model] = scores = BinaryScores.From(Labels, Models.First(pair => pair.Key == model).Value);
        }

        return scores;
    }

    /// <summary>A model's metrics on all rows; NaN where one is undefined.</summary>
    public IReadOnlyDictionary<string, double> Metrics(string model, double threshold, OutcomeValues values) =>
        MetricNames.Name(BinaryMetrics.Evaluate(Of(model), threshold, values));

    /// <summary>Agreement of the serving graph with the candidate.</summary>
    public ParityReport Parity(double threshold)
    {
        var trained = Models[0].Value;
        var (largest, flipped) = (0.0, 0L);
        for (var row = 0; row < Served.Length; row++)
        {
            largest = Math.Max(largest, Math.Abs(Served[row] - trained[row]));
            flipped += Served[row] >= threshold != trained[row] >= threshold ? 1 : 0;
        }

        return new ParityReport(Served.Length, largest, flipped);
    }
}
