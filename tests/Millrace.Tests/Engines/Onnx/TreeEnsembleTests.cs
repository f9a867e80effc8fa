using Millrace.Onnx;
using Millrace.Tests.Engines.XGBoost;
using Millrace.XGBoost;

namespace Millrace.Tests.Engines.Onnx;

public sealed class TreeEnsembleTests
{
    [Theory]
    [InlineData("hist", 1, 10)]
    [InlineData("hist", 6, 60)]
    [InlineData("exact", 6, 10)]
    [InlineData("hist", 14, 10)]
    public void Probabilities_agree_with_the_trainer(string treeMethod, int depth, int rounds)
    {
        var train = new Rows(4_000, 8, seed: 21, missingShare: 0.1);
        using var booster = Train(train, rounds, ("tree_method", treeMethod), ("max_depth", $"{depth}"), ("min_child_weight", "0.1"));
        var test = new Rows(3_000, 8, seed: 22, missingShare: 0.1);

        var model = ModelGraph.Predict(TreeEnsemble.FromXgboostJson(Json(booster)));

        AssertClose(booster.Predict(test.Values), OnnxRun.Rows(model, test.Values, 8), 2e-7);
        AssertClose(booster.Predict(test.Values), OnnxRun.Rows(model, test.Values, 8, threads: 2), 1e-6);
    }

    [Fact]
    public void Margins_agree_to_the_last_bit_on_one_thread()
    {
        var train = new Rows(4_000, 8, seed: 23, missingShare: 0.1);
        using var booster = Train(train, 100, ("base_score", "0.2"));
        var test = new Rows(3_000, 8, seed: 24, missingShare: 0.1);

        var margins = OnnxRun.Rows(Margins(booster), test.Values, 8, "margin");

        Assert.Equal(booster.Predict(test.Values, XgbOutput.Margin), margins);
    }

    [Fact]
    public void Values_exactly_at_a_threshold_go_the_same_way()
    {
        var train = new Rows(3_000, 4, seed: 25, missingShare: 0.1);
        Whole(train.Values);
        using var booster = Train(train, 20, ("tree_method", "hist"));
        using var document = System.Text.Json.JsonDocument.Parse(Json(booster));
        var thresholds = document.RootElement.GetProperty("learner").GetProperty("gradient_booster").GetProperty("model")
            .GetProperty("trees").EnumerateArray()
            .SelectMany(tree => tree.GetProperty("split_conditions").EnumerateArray().Select(value => value.GetSingle()))
            .ToArray();
        float[] values = [.. thresholds.SelectMany(t => new[] { t, t, t, t, MathF.BitDecrement(t), t, MathF.BitIncrement(t), float.NaN })];

        var margins = OnnxRun.Rows(Margins(booster), values, 4, "margin");

        Assert.True(thresholds.Length > 200);
        Assert.Equal(booster.Predict(values, XgbOutput.Margin), margins);
    }

    [Fact]
    public void One_row_gives_what_it_gives_among_many_and_no_row_gives_none()
    {
        var rows = new Rows(500, 4, seed: 26, missingShare: 0.1);
        using var booster = Train(rows, 90);
        using var run = new OnnxRun(ModelGraph.Predict(TreeEnsemble.FromXgboostJson(Json(booster))));
        var all = run.Matrix(rows.Values, 4, "probability");

        for (var row = 0; row < 50; row++)
        {
            Assert.Equal([all[row]], run.Matrix(rows.Values[(row * 4)..((row + 1) * 4)], 4, "probability"));
        }

        Assert.Empty(run.Matrix([], 4, "probability"));
    }

    [Fact]
    public void Only_the_rounds_up_to_the_best_one_are_used()
    {
        var rows = new Rows(1_000, 4, seed: 27);
        using var booster = Train(rows, 12, ("num_parallel_tree", "3"), ("subsample", "0.7"));

        var trees = TreeEnsemble.FromXgboostJson(Json(booster), bestIteration: 4);

        Assert.Equal(15, trees.TreeCount);
        AssertClose(booster.Predict(rows.Values, rounds: 5), OnnxRun.Rows(ModelGraph.Predict(trees), rows.Values, 4), 2e-7);
        var failure = Assert.Throws<OnnxException>(() => TreeEnsemble.FromXgboostJson(Json(booster), bestIteration: 12));
        Assert.Contains("rounds 0 to 11, but not 12", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Trees_that_are_only_a_leaf_are_kept()
    {
        var rows = new Rows(1_000, 4, seed: 28);
        using var booster = Train(rows, 3, ("gamma", "1e9"));

        AssertClose(
            booster.Predict(rows.Values),
            OnnxRun.Rows(ModelGraph.Predict(TreeEnsemble.FromXgboostJson(Json(booster))), rows.Values, 4),
            2e-7);
    }

    [Theory]
    [InlineData("1e-30")]
    [InlineData("0.99999994")]
    public void Extreme_margins_give_probabilities_and_never_nan(string baseScore)
    {
        var rows = new Rows(1_000, 4, seed: 33);
        using var booster = Train(rows, 1, ("base_score", baseScore), ("eta", "30"), ("lambda", "0"), ("min_child_weight", "0"));
        var margins = booster.Predict(rows.Values, XgbOutput.Margin);

        var probabilities = OnnxRun.Rows(ModelGraph.Predict(TreeEnsemble.FromXgboostJson(Json(booster))), rows.Values, 4);

        Assert.True(margins.Max(MathF.Abs) > 100, $"Only {margins.Max(MathF.Abs)}.");
        AssertClose(booster.Predict(rows.Values), probabilities, 2e-7);
    }

    [Fact]
    public void A_regression_gives_its_prediction()
    {
        var rows = new Rows(1_000, 4, seed: 29, missingShare: 0.1);
        using var booster = Train(rows, 20, ("objective", "reg:squarederror"), ("eval_metric", "rmse"), ("base_score", "3.7"));

        var trees = TreeEnsemble.FromXgboostJson(Json(booster));

        Assert.Equal("prediction", trees.Output.Name);
        Assert.Equal(booster.Predict(rows.Values), OnnxRun.Rows(ModelGraph.Predict(trees), rows.Values, 4, "prediction"));
    }

    [Fact]
    public void Many_classes_give_a_probability_each()
    {
        var rows = new Rows(1_500, 4, seed: 30, missingShare: 0.1);
        for (var row = 0; row < rows.Labels.Length; row++)
        {
            rows.Labels[row] = rows.Values[row * 4] is var x && x < 3 ? 0 : x < 6 ? 1 : 2;
        }

        using var booster = Train(rows, 15, ("objective", "multi:softprob"), ("num_class", "3"), ("eval_metric", "mlogloss"));
        var trees = TreeEnsemble.FromXgboostJson(Json(booster), bestIteration: 9);

        Assert.Equal([-1, 3], trees.Output.Shape);
        AssertClose(
            booster.Predict(rows.Values, rounds: 10),
            OnnxRun.Rows(ModelGraph.Predict(trees), rows.Values, 4, "probabilities"),
            3e-7);
    }

    [Theory]
    [InlineData("booster", "dart", "Booster 'dart'")]
    [InlineData("objective", "count:poisson", "Objective 'count:poisson'")]
    public void What_cannot_be_converted_is_named(string parameter, string value, string message)
    {
        var rows = new Rows(200, 4, seed: 31);
        using var booster = Train(rows, 1, (parameter, value), ("eval_metric", "rmse"));

        var failure = Assert.Throws<OnnxException>(() => TreeEnsemble.FromXgboostJson(Json(booster)));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"learner\": 3}")]
    [InlineData("{\"learner\": {\"learner_model_param\":")]
    public void Other_bytes_are_refused(string text) =>
        Assert.Throws<OnnxException>(() => TreeEnsemble.FromXgboostJson(System.Text.Encoding.UTF8.GetBytes(text)));

    internal static XgbBooster Train(Rows rows, int rounds, params (string Name, string Value)[] parameters)
    {
        var all = Parameters.Binary();
        foreach (var (name, value) in parameters)
        {
            all[name] = value;
        }

        return Train(rows.Values, rows.Labels, rows.FeatureCount, rounds, all);
    }

    internal static XgbBooster Train(
        float[] values, float[] labels, int featureCount, int rounds = 10, Dictionary<string, string>? parameters = null)
    {
        using var matrix = XgbMatrix.FromRows(values, featureCount);
        matrix.SetLabels(labels);
        var booster = XgbBooster.Create(parameters ?? Parameters.Binary(), matrix);
        for (var round = 0; round < rounds; round++)
        {
            booster.Update(matrix);
        }

        return booster;
    }

    internal static byte[] Json(XgbBooster booster) => booster.SaveModel(XgbModelFormat.Json);

    internal static void AssertClose(float[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        var largest = expected.Zip(actual, (e, a) => Math.Abs((double)e - a)).Max();
        Assert.True(largest <= tolerance, $"The largest difference is {largest:E2}, over {tolerance:E2}.");
    }

    private static byte[] Margins(XgbBooster booster)
    {
        var trees = TreeEnsemble.FromXgboostJson(Json(booster));
        var graph = new OnnxGraphBuilder("margins");
        var features = graph.Input(OnnxTensorInfo.Rows("features", OnnxElement.Float, trees.FeatureCount));
        graph.Output(trees.AppendMargins(graph, features), OnnxTensorInfo.Rows("margin", OnnxElement.Float));
        return graph.Build();
    }

    private static void Whole(float[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = MathF.Floor(values[i]);
        }
    }
}
