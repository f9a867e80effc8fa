using Millrace.Statistics.Classification;
using Millrace.Training.Contracts;

namespace Millrace.Training.Evaluation;

/// <summary>How much the evaluation metric falls when the values of one raw feature are shuffled among the rows
/// (Breiman 2001); the columns made of one feature move together.</summary>
internal sealed class PermutationImportance(ScoredModel model, float[] rows, byte[] labels)
{
    /// <summary>The fall for each feature, largest first.</summary>
    /// <param name="spec">Which metric, and the seed.</param>
    /// <param name="ct">Stops it.</param>
    public IReadOnlyList<FeatureImportance> Measure(EvaluateSpec spec, CancellationToken ct)
    {
        var metric = MetricNames.Find(spec.Problem.EvaluationMetric) ?? BinaryMetric.RocAuc;
        var values = BusinessValues.Of(spec.Problem.Business);
        var direction = metric.HigherIsBetter(values) ? 1 : -1;
        var untouched = Score(metric, values);
        var columns = model.Model.Columns.Select((column, i) => (column.Feature, i)).GroupBy(pair => pair.Feature, pair => pair.i, StringComparer.Ordinal);
        var drops = new List<FeatureImportance>();
        foreach (var (group, number) in columns.Select((group, number) => (group, number)))
        {
            ct.ThrowIfCancellationRequested();
            var order = Enumerable.Range(0, labels.Length).ToArray();

            // A generator for each feature: the drop of one does not depend on how many others there are.
            new Random(unchecked(spec.Seed + (number * 1_000_003))).Shuffle(order);
            var kept = group.Select(column => (column, Values: Take(column))).ToList();
            kept.ForEach(column => Put(column.column, column.Values, order));
            drops.Add(new FeatureImportance(group.Key, direction * (untouched - Score(metric, values)), labels.Length));
            kept.ForEach(column => Put(column.column, column.Values, null));
        }

        return [.. drops.OrderByDescending(drop => drop.Drop).ThenBy(drop => drop.Feature, StringComparer.Ordinal)];
    }

    private double Score(BinaryMetric metric, OutcomeValues values)
    {
        var scores = BinaryScores.From(labels, model.Booster.Predict(rows.AsSpan(), rounds: model.Rounds).AsSpan());
        var value = metric switch
        {
            BinaryMetric.RocAuc => RankingMetrics.RocAuc(scores),
            BinaryMetric.PrAuc => RankingMetrics.AveragePrecision(scores),
            _ => BinaryMetrics.Evaluate(scores, model.Model.DecisionThreshold, values)[metric],
        };
        return value ?? double.NaN;
    }

    private float[] Take(int column)
    {
        var width = model.Preprocessing.Width;
        var values = new float[labels.Length];
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = rows[(row * width) + column];
        }

        return values;
    }

    private void Put(int column, float[] values, int[]? order)
    {
        var width = model.Preprocessing.Width;
        for (var row = 0; row < values.Length; row++)
        {
            rows[(row * width) + column] = values[order is null ? row : order[row]];
        }
    }
}
