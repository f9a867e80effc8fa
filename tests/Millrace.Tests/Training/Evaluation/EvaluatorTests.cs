using Millrace.DuckDb;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Problems;
using Millrace.Statistics.Classification;
using Millrace.Training.Contracts;
using Millrace.Training.Evaluation;
using Millrace.Training.Rows;

namespace Millrace.Tests.Training.Evaluation;

public sealed class EvaluatorTests : IDisposable
{
    private static readonly EvaluateSpec Spec = new(
        TrainingLab.Problem, 200, "day", 0.9, 5, [new("city", 2, null), new("signal", null, [0, 0.5, 1])], 1000);

    private readonly TrainingLab lab = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_are_those_of_the_predictions_that_are_written()
    {
        var report = (await EvaluateAsync(Spec)).Value;
        using var database = DuckDatabase.Open();
        using var connection = database.Connect();
        var path = await lab.Blobs.GetLocalPathAsync(report.Predictions.Digest, Ct);
        var test = connection.ReadColumns($"SELECT _label, probability, prior, rule, logistic FROM read_parquet('{path}') WHERE split = 'test'", Ct);
        var scores = BinaryScores.From(Array.ConvertAll(Column(test, "_label"), label => label == 1), Column(test, "probability").AsSpan());

        Assert.Equal(report.RowCount, test.RowCount);
        Assert.Equal(RankingMetrics.RocAuc(scores)!.Value, report.Candidate.Metrics["roc_auc"].Value, 12);
        Assert.Equal(ProbabilityMetrics.LogLoss(scores), report.Candidate.Metrics["log_loss"].Value, 12);
        Assert.Equal(0.5, report.Baselines.Single(baseline => baseline.Name == "prior").Metrics["roc_auc"].Value);
        Assert.Equal(
            ["logistic:3000", "prior:3000", "rule:3000"],
            report.Baselines.Select(baseline => $"{baseline.Name}:{Total(baseline.Confusion)}").Order());
    }

    [Fact]
    public async Task Differences_are_paired_and_have_the_candidate_first()
    {
        var report = (await EvaluateAsync(Spec)).Value;
        var prior = report.Baselines.Single(baseline => baseline.Name == "prior");
        var difference = prior.Differences["roc_auc"];

        // A constant has ROC AUC 0.5 in every resample, so the difference's interval is the candidate's, moved.
        Assert.Equal(report.Candidate.Metrics["roc_auc"].Low - 0.5, difference.Low, 12);
        Assert.True(difference.Low > 0.1);
        Assert.True(prior.Differences["business_value"].Value < 0);
        Assert.Empty(report.Candidate.Differences);
    }

    [Fact]
    public async Task The_serving_graph_agrees_with_the_trainer()
    {
        var parity = (await EvaluateAsync(Spec)).Value.Parity;

        Assert.Equal((3000, 0), (parity.RowCount, parity.FlippedDecisionCount));
        Assert.InRange(parity.LargestError, 0, 1e-6);
    }

    [Fact]
    public async Task Shuffling_what_the_label_follows_costs_more_than_shuffling_noise()
    {
        var importance = (await EvaluateAsync(Spec)).Value.Importance;

        Assert.Equal("signal", importance[0].Feature);
        Assert.Equal(["city", "gappy", "noise", "signal"], importance.Select(feature => feature.Feature).Order());
        Assert.True(importance[0].Drop > 0.1);
        Assert.InRange(importance.Single(feature => feature.Feature == "noise").Drop, -0.02, 0.02);
        Assert.All(importance, feature => Assert.Equal(1000, feature.RowCount));
    }

    [Fact]
    public async Task Slices_are_the_frequent_texts_and_the_bins_of_numbers()
    {
        var slices = (await EvaluateAsync(Spec)).Value.Slices;

        Assert.Equal(["city=Oslo", "city=Rome", "signal=[0, 0.5)", "signal=[0.5, 1]"], slices.Select(slice => slice.Slice));
        Assert.Equal(3000, slices[2].RowCount + slices[3].RowCount);
        Assert.True(slices[3].PositiveShare > slices[2].PositiveShare);
    }

    [Fact]
    public async Task The_same_evaluation_gives_the_same_document() =>
        Assert.Equal(Digest.OfJson((await EvaluateAsync(Spec)).Value), Digest.OfJson((await EvaluateAsync(Spec)).Value));

    [Fact]
    public async Task A_slice_by_an_unknown_feature_is_refused()
    {
        var problem = (await EvaluateAsync(Spec with { Slices = [new("cty", 2, null)] })).Problem!;

        Assert.Equal("training.unknown-feature", problem.Code);
        Assert.Equal("Did you mean 'city'?", problem.Fix);
    }

    [Fact]
    public async Task A_test_part_of_one_day_cannot_be_resampled_by_days()
    {
        var split = TrainingLab.TimeSplit with
        {
            Parts = new Dictionary<string, SplitPart>(TrainingLab.TimeSplit.Parts) { ["test"] = TrainingLab.Hours(170, 190) },
        };

        Assert.Equal("training.too-few-blocks", (await EvaluateAsync(Spec, split)).Problem!.Code);
        Assert.True((await EvaluateAsync(Spec with { Block = "row" }, split)).IsOk);
    }

    public void Dispose() => lab.Dispose();

    private static double[] Column(ColumnSet columns, string name) => ((DoubleColumn)columns[name]).Values;

    private static long Total(ConfusionCounts counts) =>
        counts.TruePositive + counts.FalsePositive + counts.FalseNegative + counts.TrueNegative;

    private async Task<Outcome<EvaluationReport>> EvaluateAsync(EvaluateSpec spec, SplitSpec? splitSpec = null)
    {
        var set = await lab.TrainingSetAsync();
        var split = await lab.SplitAsync(set, splitSpec);
        var model = await lab.TrainAsync(set, split, TrainingLab.Training);
        var file = (await lab.Blobs.GetJsonAsync<Millrace.Features.Contracts.TrainingSet>(set.Digest, Ct)).File;
        using var scored = await ScoredModel.LoadAsync(model, lab.Blobs, 2, Ct);
        using var rows = await TrainingRows.OpenAsync(lab.Blobs, file.Digest, lab.Budget, lab.Scratch, Ct);
        var parts = await lab.Blobs.GetJsonAsync<DataSplit>(split.Digest, Ct);
        return await new Evaluator(scored, spec, rows, parts) { Progress = (_, _) => { } }.RunAsync(Digest.OfJson(model), lab.Blobs, lab.Scratch, Ct);
    }
}
