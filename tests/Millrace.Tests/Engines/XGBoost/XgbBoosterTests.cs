using Millrace.XGBoost;

namespace Millrace.Tests.Engines.XGBoost;

public sealed class XgbBoosterTests
{
    [Theory]
    [InlineData("hist", false, 1.0)]
    [InlineData("hist", false, 0.6)]
    [InlineData("hist", true, 0.6)]
    [InlineData("approx", false, 0.6)]
    [InlineData("exact", false, 1.0)]
    public void A_resumed_training_ends_byte_identical(string treeMethod, bool isQuantile, double sampledShare)
    {
        var rows = new Rows(5_000, 6, seed: 4, missingShare: 0.1);
        var parameters = Parameters.Binary();
        parameters["tree_method"] = treeMethod;
        parameters["subsample"] = Text(sampledShare);
        parameters["colsample_bytree"] = Text(sampledShare);
        parameters["colsample_bynode"] = Text(sampledShare);

        using var first = Labelled(rows, isQuantile);
        using var uninterrupted = XgbBooster.Create(parameters, first);
        byte[] checkpoint = [];
        for (var round = 0; round < 15; round++)
        {
            uninterrupted.SetAttribute("rounds", Text(round + 1));
            uninterrupted.Update(first);
            checkpoint = round == 9 ? uninterrupted.Checkpoint() : checkpoint;
        }

        using var again = Labelled(rows, isQuantile);
        using var resumed = XgbBooster.Resume(checkpoint, again);
        Assert.Equal(10, resumed.BoostedRounds);
        Assert.Equal("10", resumed.GetAttribute("rounds"));
        while (resumed.BoostedRounds < 15)
        {
            resumed.SetAttribute("rounds", Text(resumed.BoostedRounds + 1));
            resumed.Update(again);
        }

        Assert.Equal(uninterrupted.SaveModel(), resumed.SaveModel());
        Assert.Equal(uninterrupted.Checkpoint(), resumed.Checkpoint());
    }

    [Fact]
    public void A_resumed_linear_training_ends_byte_identical()
    {
        var rows = new Rows(2_000, 4, seed: 5);
        using var matrix = Labelled(rows, isQuantile: false);
        using var uninterrupted = XgbBooster.Create(Linear(), matrix);
        Boost(uninterrupted, matrix, 5);
        using var resumed = XgbBooster.Resume(uninterrupted.Checkpoint(), matrix);
        Boost(uninterrupted, matrix, 5);
        Boost(resumed, matrix, 5);

        Assert.Equal(uninterrupted.SaveModel(), resumed.SaveModel());
        Assert.True(resumed.Evaluate(("train", matrix)).Single().Value < 0.6);
    }

    [Fact]
    public void The_seed_decides_the_sample()
    {
        Assert.Equal(Sampled(seed: 1), Sampled(seed: 1));
        Assert.NotEqual(Sampled(seed: 1), Sampled(seed: 2));
    }

    [Fact]
    public void A_model_predicts_the_same_after_loading_from_either_format()
    {
        var rows = new Rows(1_000, 4, seed: 6, missingShare: 0.2);
        using var matrix = Labelled(rows, isQuantile: false);
        using var booster = XgbBooster.Create(Parameters.Binary(), matrix);
        Boost(booster, matrix, 8);
        var expected = booster.Predict(matrix);

        foreach (var format in Enum.GetValues<XgbModelFormat>())
        {
            using var loaded = XgbBooster.LoadModel(booster.SaveModel(format));
            Assert.Equal(expected, loaded.Predict(matrix));
            Assert.Equal(expected, loaded.Predict(rows.Values));
        }
    }

    [Fact]
    public void Fewer_rounds_predict_what_the_model_said_then()
    {
        var rows = new Rows(1_000, 4, seed: 8);
        using var matrix = Labelled(rows, isQuantile: false);
        using var booster = XgbBooster.Create(Parameters.Binary(), matrix);
        Boost(booster, matrix, 4);
        var early = booster.Predict(matrix, XgbOutput.Margin);
        Boost(booster, matrix, 4);

        Assert.Equal(early, booster.Predict(matrix, XgbOutput.Margin, rounds: 4));
        Assert.Equal(early, booster.Predict(rows.Values, XgbOutput.Margin, rounds: 4));
        Assert.NotEqual(early, booster.Predict(matrix, XgbOutput.Margin));
    }

    [Fact]
    public void No_row_predicts_nothing()
    {
        var rows = new Rows(100, 4, seed: 9);
        using var matrix = Labelled(rows, isQuantile: false);
        using var booster = XgbBooster.Create(Parameters.Binary(), matrix);
        Boost(booster, matrix, 1);

        Assert.Empty(booster.Predict(ReadOnlySpan<float>.Empty));
    }

    [Fact]
    public void Gradients_of_the_log_loss_boost_as_the_objective_does()
    {
        var rows = new Rows(2_000, 4, seed: 10);
        using var matrix = Labelled(rows, isQuantile: false);
        using var own = XgbBooster.Create(Parameters.Binary(), matrix);
        using var theirs = XgbBooster.Create(Parameters.Binary(), matrix);
        for (var round = 0; round < 3; round++)
        {
            theirs.Update(matrix);
            var probability = round == 0 ? [.. rows.Labels.Select(_ => 0.5f)] : own.Predict(matrix);
            own.Boost(
                matrix,
                [.. probability.Select((p, i) => p - rows.Labels[i])],
                [.. probability.Select(p => p * (1 - p))]);
        }

        Assert.All(own.Predict(matrix).Zip(theirs.Predict(matrix)), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }

    [Fact]
    public void Every_metric_is_reported_for_every_data_set_by_its_name()
    {
        var rows = new Rows(500, 4, seed: 11);
        using var matrix = Labelled(rows, isQuantile: false);
        using var oneClass = XgbMatrix.FromRows([1, 2, 3, 4], 4);
        oneClass.SetLabels([1]);
        using var booster = XgbBooster.Create([.. Parameters.Binary(), new("eval_metric", "auc")], matrix);
        booster.Update(matrix);

        var evaluations = booster.Evaluate(("split-1:a", matrix), ("one class", oneClass));

        Assert.Equal(
            [("split-1:a", "logloss"), ("split-1:a", "auc"), ("one class", "logloss"), ("one class", "auc")],
            evaluations.Select(e => (e.DataSet, e.Metric)));
        Assert.InRange(evaluations[1].Value, 0.6, 1.0);
        Assert.True(double.IsNaN(evaluations[3].Value));
    }

    [Fact]
    public void The_features_that_make_the_label_are_the_important_ones()
    {
        var rows = new Rows(5_000, 6, seed: 12);
        using var matrix = Labelled(rows, isQuantile: false);
        matrix.SetFeatureNames(["a", "b", "c", "d", "e \"x\"", "é"]);
        using var booster = XgbBooster.Create(Parameters.Binary(), matrix);
        Boost(booster, matrix, 10);

        var gain = booster.FeatureImportance(XgbImportance.TotalGain);

        Assert.Equal([0, 1, 2], Enumerable.Range(0, 6).OrderByDescending(i => gain[i]).Take(3).Order());
        Assert.Equal(10, booster.DumpTrees().Length);
        Assert.Equal(6, booster.FeatureCount);
    }

    [Fact]
    public void A_refused_parameter_says_which()
    {
        using var matrix = Labelled(new Rows(100, 4, seed: 13), isQuantile: false);
        using var booster = XgbBooster.Create([new("max_depth", "deep")], matrix);

        var failure = Assert.Throws<XgbException>(() => booster.Update(matrix));

        Assert.Contains("max_depth", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Stack trace", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_model_are_refused()
    {
        Assert.Throws<XgbException>(() => XgbBooster.LoadModel([]));
        Assert.Throws<XgbException>(() => XgbBooster.LoadModel("binf"u8));
        Assert.Throws<XgbException>(() => XgbBooster.LoadModel("""{"learner": {}}"""u8));
        Assert.Throws<XgbException>(() => XgbBooster.Resume("""{"Model": {}}"""u8));
    }

    [Fact]
    public void An_attribute_can_be_removed()
    {
        using var booster = XgbBooster.Create([]);
        booster.SetAttribute("best", "3 ✓");
        Assert.Equal("3 ✓", booster.GetAttribute("best"));

        booster.SetAttribute("best", null);

        Assert.Null(booster.GetAttribute("best"));
    }

    [Fact]
    public void The_library_names_its_version() => Assert.Equal(new Version(1, 7, 4), XgbLibrary.Version);

    private static byte[] Sampled(int seed)
    {
        var rows = new Rows(1_000, 4, seed: 14);
        using var matrix = Labelled(rows, isQuantile: false);
        var parameters = Parameters.Binary();
        parameters["subsample"] = "0.5";
        parameters["seed"] = Text(seed);
        using var booster = XgbBooster.Create(parameters, matrix);
        Boost(booster, matrix, 3);
        return booster.SaveModel();
    }

    private static void Boost(XgbBooster booster, XgbMatrix matrix, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            booster.Update(matrix);
        }
    }

    private static XgbMatrix Labelled(Rows rows, bool isQuantile)
    {
        var matrix = isQuantile
            ? XgbMatrix.Quantile(rows.Values, rows.FeatureCount)
            : XgbMatrix.FromRows(rows.Values, rows.FeatureCount);
        matrix.SetLabels(rows.Labels);
        return matrix;
    }

    private static Dictionary<string, string> Linear() => new()
    {
        ["booster"] = "gblinear",
        ["updater"] = "coord_descent",
        ["objective"] = "binary:logistic",
        ["eval_metric"] = "logloss",
        ["nthread"] = "2",
    };

    private static string Text(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
