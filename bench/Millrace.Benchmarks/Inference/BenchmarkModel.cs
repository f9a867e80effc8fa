using Millrace.Benchmarks.Measuring;
using Millrace.Onnx;
using Millrace.Training.Contracts;
using Millrace.XGBoost;

namespace Millrace.Benchmarks.Inference;

/// <summary>100 boosted trees of depth 6 over 20 numbers, trained on seeded noise with a signal in it.</summary>
/// <param name="Booster">As XGBoost.</param>
/// <param name="Served">As it is served: 20 inputs [N, 1] of FP64, preprocessing and trees in one graph.</param>
/// <param name="Bare">The trees alone: one input [N, 20] of FP32.</param>
/// <param name="Rows">Rows to predict, 20 numbers each.</param>
internal sealed record BenchmarkModel(XgbBooster Booster, byte[] Served, byte[] Bare, float[][] Rows) : IDisposable
{
    /// <summary>Inputs.</summary>
    public const int FeatureCount = 20;

    private const int TreeCount = 100;
    private const int TrainingRows = 20_000;
    private const int PredictedRows = 1_024;

    /// <summary>The served graph's tensors.</summary>
    public static ModelSignature Signature { get; } = new(
        [.. Enumerable.Range(0, FeatureCount).Select(i => new TensorSpec(NameOf(i), "FP64", [-1, 1]))],
        [new TensorSpec("probability", "FP32", [-1, 1])]);

    /// <summary>An input's name.</summary>
    public static string NameOf(int feature) => $"feature_{feature:00}";

    /// <summary>Trains it.</summary>
    public static BenchmarkModel Train()
    {
        var random = new Random(Setting.Seed);
        var values = new float[TrainingRows * FeatureCount];
        var labels = new float[TrainingRows];
        for (var row = 0; row < TrainingRows; row++)
        {
            var own = values.AsSpan(row * FeatureCount, FeatureCount);
            var margin = Noise.Normal(random);
            for (var i = 0; i < FeatureCount; i++)
            {
                own[i] = (float)Noise.Normal(random);
                margin += own[i] * own[(i + 1) % FeatureCount] / (i + 1);
            }

            labels[row] = margin > 0 ? 1 : 0;
        }

        using var matrix = XgbMatrix.FromRows(values, FeatureCount);
        matrix.SetLabels(labels);
        var booster = XgbBooster.Create(
            new Dictionary<string, string>
            {
                ["objective"] = "binary:logistic",
                ["max_depth"] = "6",
                ["eta"] = "0.1",
                ["tree_method"] = "hist",
                ["nthread"] = "1",
            },
            matrix);
        for (var round = 0; round < TreeCount; round++)
        {
            booster.Update(matrix);
        }

        var trees = TreeEnsemble.FromXgboostJson(booster.SaveModel(XgbModelFormat.Json));
        var preprocessing = new Preprocessing([.. Enumerable.Range(0, FeatureCount).Select(i => new NumericTransform(NameOf(i)))]);
        return new BenchmarkModel(
            booster, ModelGraph.Complete(preprocessing, trees), ModelGraph.Predict(trees),
            [.. Enumerable.Range(0, PredictedRows).Select(row => values[(row * FeatureCount)..((row + 1) * FeatureCount)])]);
    }

    public void Dispose() => Booster.Dispose();
}
