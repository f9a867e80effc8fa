using Millrace.Onnx;
using Millrace.Tests.Engines.XGBoost;

namespace Millrace.Tests.Engines.Onnx;

public sealed class LinearModelTests
{
    [Fact]
    public void Probabilities_agree_with_the_trainer_also_where_values_are_missing()
    {
        var rows = new Rows(2_000, 6, seed: 41, missingShare: 0.1);
        using var booster = TreeEnsembleTests.Train(
            rows, 20, ("booster", "gblinear"), ("updater", "coord_descent"), ("base_score", "0.3"));
        using var matrix = Millrace.XGBoost.XgbMatrix.FromRows(rows.Values, 6);

        var linear = LinearModel.FromXgboostJson(TreeEnsembleTests.Json(booster));

        Assert.Equal(6, linear.Weights.Count);
        Assert.Single(linear.Intercepts);
        TreeEnsembleTests.AssertClose(
            booster.Predict(matrix), OnnxRun.Rows(ModelGraph.Predict(linear), rows.Values, 6), 1e-6);
    }

    [Fact]
    public void A_tree_model_is_refused()
    {
        using var booster = TreeEnsembleTests.Train(new Rows(200, 4, seed: 42), 1);

        var failure = Assert.Throws<OnnxException>(() => LinearModel.FromXgboostJson(TreeEnsembleTests.Json(booster)));

        Assert.Contains("Booster 'gbtree'", failure.Message, StringComparison.Ordinal);
    }
}
