using Millrace.Statistics.Classification;
using Millrace.Training.Baselines;
using Millrace.Training.Preprocessing;
using Millrace.Training.Rows;

namespace Millrace.Tests.Training.Baselines;

public sealed class LogisticBaselineTests : IDisposable
{
    private readonly TrainingLab lab = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_finds_what_the_data_was_made_of()
    {
        var set = await lab.TrainingSetAsync();
        var split = await lab.SplitAsync(set);
        using var train = await lab.PartAsync(set, split, "train");
        using var test = await lab.PartAsync(set, split, "test");
        var model = LogisticBaseline.Fit(train, BinaryLabels.Read(train, "late", Ct).Value, TrainingLab.Features, 2, Ct);
        using var graph = new FeatureGraph(model, TrainingLab.Features, 2);
        var scores = BinaryScores.From(BinaryLabels.Read(test, "late", Ct).Value, graph.Run(test, TrainingLab.Features, Ct).AsSpan());

        // The labels were drawn from a logistic model, so nothing can be better calibrated.
        Assert.InRange(RankingMetrics.RocAuc(scores)!.Value, 0.76, 1);
        Assert.InRange(CalibrationCurve.Of(scores).ExpectedError, 0, 0.04);
    }

    [Fact]
    public async Task The_same_rows_give_the_same_graph_whatever_the_threads()
    {
        var set = await lab.TrainingSetAsync();
        using var train = await lab.PartAsync(set, await lab.SplitAsync(set), "train");
        var labels = BinaryLabels.Read(train, "late", Ct).Value;

        Assert.Equal(
            LogisticBaseline.Fit(train, labels, TrainingLab.Features, 1, Ct), LogisticBaseline.Fit(train, labels, TrainingLab.Features, 2, Ct));
    }

    [Fact]
    public async Task The_rows_it_learns_from_are_those_the_graph_computes()
    {
        var set = await lab.TrainingSetAsync();
        using var train = await lab.PartAsync(set, await lab.SplitAsync(set), "train");
        var numbers = TrainingLab.Features.Where(feature => feature.Name != "city").ToList();
        var dense = DenseColumns.Read(train, TrainingLab.Features, 2, Ct);
        var preprocessing = new Millrace.Onnx.Preprocessing([.. dense.Transforms]);
        using var graph = new FeatureGraph(Millrace.Onnx.ModelGraph.Features(preprocessing), numbers, 2);
        var computed = graph.Run(train, numbers, Ct);

        for (var column = 0; column < graph.Width; column++)
        {
            var place = dense.Names.ToList().IndexOf(preprocessing.FeatureNames[column]);
            Assert.All(Enumerable.Range(0, train.RowCount), row => Assert.Equal(
                computed[(row * graph.Width) + column], dense.Values[(row * dense.Stride) + place]));
        }
    }

    [Fact]
    public async Task Columns_that_miss_in_the_same_rows_share_one_indicator()
    {
        var set = await lab.TrainingSetAsync("SELECT * REPLACE (CASE WHEN gappy IS NULL THEN NULL ELSE noise END AS noise) FROM made");
        using var train = await lab.PartAsync(set, await lab.SplitAsync(set), "train");
        var dense = DenseColumns.Read(train, TrainingLab.Features, 2, Ct);

        Assert.Equal(["", "signal", "noise", "gappy", "noise_is_missing"], dense.Names);
    }

    public void Dispose() => lab.Dispose();
}
