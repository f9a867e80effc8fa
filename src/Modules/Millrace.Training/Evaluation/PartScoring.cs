using Millrace.DuckDb;
using Millrace.Kernel.Problems;
using Millrace.Training.Baselines;
using Millrace.Training.Contracts;
using Millrace.Training.Preprocessing;
using Millrace.Training.Rows;

namespace Millrace.Training.Evaluation;

/// <summary>Runs all models over the rows of one part in one pass, block by block.</summary>
internal sealed class PartScoring(ScoredModel model, PartReader part, string name)
{
    private readonly float[] candidate = new float[part.RowCount];
    private readonly Dictionary<string, float[]> baselines =
        model.Baselines.Keys.ToDictionary(baseline => baseline, _ => new float[part.RowCount], StringComparer.Ordinal);

    /// <summary>Whether the serving graph scores the rows too.</summary>
    public bool WithServing { get; init; }

    /// <summary>Row numbers of the part, ascending, whose preprocessed values are kept.</summary>
    public int[] SampledRows { get; init; } = [];

    /// <summary>The sampled rows' preprocessed values, row-major.</summary>
    public float[] Sample { get; private set; } = [];

    /// <summary>Scores every row.</summary>
    public Outcome<PartScores> Run(CancellationToken ct)
    {
        var labels = BinaryLabels.Read(part, model.Model.Spec.Problem.Target, ct);
        if (!labels.IsOk)
        {
            return labels.As<PartScores>();
        }

        if (labels.Value.Length != part.RowCount)
        {
            return TrainingProblems.PartChanged(name, labels.Value.Length, part.RowCount);
        }

        var models = new List<KeyValuePair<string, double[]>> { new(PartScores.Candidate, []) };
        foreach (var baseline in model.Model.Baselines)
        {
            var scores = Constant(baseline, ct);
            if (!scores.IsOk)
            {
                return scores.As<PartScores>();
            }

            models.Add(new(baseline.Name, scores.Value));
        }

        var clocks = part.Columns(["_row_id::BIGINT AS id", "_event_time::TIMESTAMP AS event_time"], ct);
        var served = ScoreBlocks(ct);
        return new PartScores
        {
            Part = name,
            RowIds = ((LongColumn)clocks["id"]).Values,
            EventTimes = ((TimestampColumn)clocks["event_time"]).Values,
            Labels = labels.Value,
            Models = [.. models.Select(pair => new KeyValuePair<string, double[]>(pair.Key, Finished(pair)))],
            Served = served,
        };
    }

    private Outcome<double[]> Constant(FittedBaseline baseline, CancellationToken ct)
    {
        if (baseline.Prior is { } prior)
        {
            var scores = new double[part.RowCount];
            Array.Fill(scores, prior);
            return scores;
        }

        return baseline.Model is null ? BaselineScores.OfRule(part, baseline.Name, ct) : Array.Empty<double>();
    }

    private double[] Finished(KeyValuePair<string, double[]> scores) =>
        scores.Key == PartScores.Candidate ? Wide(candidate)
        : baselines.TryGetValue(scores.Key, out var graphed) ? Wide(graphed)
        : scores.Value;

    private float[] ScoreBlocks(CancellationToken ct)
    {
        var served = WithServing ? new float[part.RowCount] : [];
        var width = model.Preprocessing.Width;
        var matrix = new float[FeatureBlock.Capacity * width];
        Sample = new float[SampledRows.Length * width];
        var (row, sampled) = (0, 0);
        part.Read(
            model.Features,
            block =>
            {
                ct.ThrowIfCancellationRequested();
                var rows = matrix.AsMemory(0, block.RowCount * width);
                model.Preprocessing.Run(block, rows);
                model.Booster.Predict(rows.Span, rounds: model.Rounds).CopyTo(candidate, row);
                foreach (var (baseline, graph) in model.Baselines)
                {
                    graph.Run(block, baselines[baseline].AsMemory(row, block.RowCount));
                }

                if (WithServing)
                {
                    model.Serving.Run(block, served.AsMemory(row, block.RowCount));
                }

                for (; sampled < SampledRows.Length && SampledRows[sampled] < row + block.RowCount; sampled++)
                {
                    rows.Span.Slice((SampledRows[sampled] - row) * width, width).CopyTo(Sample.AsSpan(sampled * width));
                }

                row += block.RowCount;
            },
            ct);
        return served;
    }

    private static double[] Wide(float[] values) => Array.ConvertAll(values, value => (double)value);
}
