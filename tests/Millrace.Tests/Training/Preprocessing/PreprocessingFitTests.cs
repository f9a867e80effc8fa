using Millrace.Features.Contracts;
using Millrace.Onnx;
using Millrace.Training.Contracts;
using Millrace.Training.Preprocessing;
using Millrace.Training.Rows;

namespace Millrace.Tests.Training.Preprocessing;

public sealed class PreprocessingFitTests : IDisposable
{
    private readonly TrainingLab lab = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_transforms_numbers_pass_and_texts_are_ranked_by_frequency()
    {
        using var train = await TrainAsync();
        var fitted = PreprocessingFit.Fit([], TrainingLab.Features, train, Ct).Value;
        using var graph = new FeatureGraph(ModelGraph.Features(fitted), TrainingLab.Features, 2);
        var raw = train.Columns(["signal", "gappy", "city"], Ct);
        var rows = graph.Run(train, TrainingLab.Features, Ct);

        Assert.Equal(["signal", "noise", "gappy", "city"], fitted.FeatureNames);
        Assert.Equal(["Oslo", "Rome", "Lima"], fitted.Transforms.OfType<OrdinalTransform>().Single().Categories);
        var signal = ((Millrace.DuckDb.DoubleColumn)raw["signal"]).Values;
        var gappy = ((Millrace.DuckDb.DoubleColumn)raw["gappy"]).Values;
        var city = (Millrace.DuckDb.TextColumn)raw["city"];
        for (var row = 0; row < train.RowCount; row++)
        {
            Assert.Equal((float)signal[row], rows[row * 4]);
            Assert.Equal((float)gappy[row], rows[(row * 4) + 2]);
            Assert.Equal(city[row] switch { "Oslo" => 0f, "Rome" => 1f, "Lima" => 2f, _ => float.NaN }, rows[(row * 4) + 3]);
        }
    }

    [Fact]
    public async Task Statistics_come_from_train_alone()
    {
        // After train the signal is a thousand times larger and a new city appears; neither may leave a trace.
        var set = await lab.TrainingSetAsync(
            "SELECT * REPLACE (CASE WHEN _row_id >= 7000 THEN signal * 1000 ELSE signal END AS signal, CASE WHEN _row_id >= 7000 THEN 'Bonn' ELSE city END AS city) FROM made");
        using var train = await TrainAsync(set);
        var fitted = PreprocessingFit.Fit([new("standard_scale", ["signal"])], TrainingLab.Features, train, Ct).Value;

        var signal = fitted.Transforms.OfType<NumericTransform>().Single(transform => transform.Input == "signal");
        Assert.InRange(signal.Offset, 0.45, 0.55);
        Assert.DoesNotContain("Bonn", fitted.Transforms.OfType<OrdinalTransform>().Single().Categories);
    }

    [Fact]
    public async Task Imputation_indicator_and_scaling_of_one_number_work_together()
    {
        using var train = await TrainAsync();
        TransformSpec[] transforms = [new("impute_median", ["gappy"]), new("missing_indicator", ["gappy"]), new("min_max_scale", ["gappy"]), new("one_hot", ["city"])];
        var fitted = PreprocessingFit.Fit(transforms, TrainingLab.Features, train, Ct).Value;
        using var graph = new FeatureGraph(ModelGraph.Features(fitted), TrainingLab.Features, 2);
        var rows = new FeatureMatrix(graph.Run(train, TrainingLab.Features, Ct), graph.Width);
        var names = fitted.FeatureNames.ToList();
        var (value, indicator, oslo) = (names.IndexOf("gappy"), names.IndexOf("gappy_is_missing"), names.IndexOf("city=Oslo"));
        var missing = Enumerable.Range(0, rows.RowCount).Where(row => rows.Values[(row * rows.ColumnCount) + indicator] == 1).ToList();

        Assert.InRange((double)missing.Count / rows.RowCount, 0.27, 0.33);
        Assert.Single(missing.Select(row => rows.Values[(row * rows.ColumnCount) + value]).Distinct());
        Assert.All(Enumerable.Range(0, rows.RowCount), row => Assert.InRange(rows.Values[(row * rows.ColumnCount) + value], 0f, 1f));
        Assert.All(Enumerable.Range(0, rows.RowCount), row => Assert.True(rows.Values[(row * rows.ColumnCount) + oslo] is 0 or 1));
    }

    [Fact]
    public async Task A_feature_that_is_empty_in_train_is_named()
    {
        var set = await lab.TrainingSetAsync("SELECT * REPLACE (NULL::DOUBLE AS gappy) FROM made");
        using var train = await TrainAsync(set);
        var outcome = PreprocessingFit.Fit([new("impute_mean", ["gappy"])], TrainingLab.Features, train, Ct);

        Assert.Equal("training.feature-is-empty", outcome.Problem!.Code);
        Assert.Contains("'gappy'", outcome.Problem.What);
    }

    [Fact]
    public void Transforms_that_do_not_fit_are_all_told()
    {
        var problems = TrainingVocabulary.Check(
            [new("one_hot", ["signal"]), new("impute_mean", ["city", "gapy"]), new("impute_median", ["noise"]), new("impute_constant", ["noise"]), new("standardscale", ["noise"])],
            TrainingLab.Features.ToDictionary(feature => feature.Name, feature => feature.Type));

        Assert.Equal(
            ["training.transform-does-not-fit", "training.transform-does-not-fit", "training.unknown-feature", "training.transform-value-missing", "training.unknown-word", "training.transforms-conflict"],
            problems.Select(problem => problem.Code));
        Assert.Contains("Did you mean 'gappy'?", problems[2].Fix);
        Assert.Contains("Did you mean 'standard_scale'?", problems[4].Fix);
    }

    [Fact]
    public async Task Parts_of_a_time_given_as_microseconds_are_exact()
    {
        var set = await lab.TrainingSetAsync("SELECT * REPLACE (epoch_us(_event_time)::DOUBLE AS noise) FROM made");
        using var train = await TrainAsync(set);
        var fitted = PreprocessingFit.Fit([new("datetime_parts", ["noise"], null, ["hour", "minute"])], TrainingLab.Features, train, Ct).Value;
        using var graph = new FeatureGraph(ModelGraph.Features(fitted), TrainingLab.Features, 1);
        var rows = graph.Run(train, TrainingLab.Features, Ct);
        var hour = fitted.FeatureNames.ToList().IndexOf("noise_hour");
        var signature = Signatures.Of(fitted, OnnxTensorInfo.Rows("probability", OnnxElement.Float));

        Assert.All(Enumerable.Range(0, train.RowCount), row => Assert.Equal(
            (row / 60 % 24, row % 60), ((int)rows[(row * graph.Width) + hour], (int)rows[(row * graph.Width) + hour + 1])));
        Assert.Equal(["FP64", "INT64", "FP64", "BYTES"], TrainingLab.Features.Select(feature => signature.Inputs.Single(input => input.Name == feature.Name).DataType));
        Assert.Equal(FeatureType.Text, Signatures.Features(signature).Single(feature => feature.Name == "city").Type);
    }

    public void Dispose() => lab.Dispose();

    private async Task<PartReader> TrainAsync(Millrace.Kernel.Steps.ArtifactRef? set = null)
    {
        set ??= await lab.TrainingSetAsync();
        return await lab.PartAsync(set, await lab.SplitAsync(set), "train");
    }
}
