using Millrace.Statistics.Classification;

namespace Millrace.Tests.Statistics.Classification;

public sealed class BinaryMetricsTests
{
    public static TheoryData<string> Cases => SklearnCases.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_metric_agrees_with_scikit_learn(string name)
    {
        var recorded = SklearnCases.Binary(name);
        var metrics = BinaryMetrics.Evaluate(SklearnCases.Scores(recorded), recorded.Number("threshold"));
        foreach (var metric in BinaryMetrics.All.Where(m => m != BinaryMetric.ValuePerRow))
        {
            // scikit-learn writes 0 where nothing is predicted; here the number is absent.
            SklearnCases.AssertAgrees(
                recorded, metric.Key(), metric is BinaryMetric.Precision ? metrics[metric] ?? 0 : metrics[metric]);
        }
    }

    [Fact]
    public void One_class_leaves_roc_auc_undefined_and_log_loss_defined()
    {
        var scores = BinaryScores.From([true, true], [0.5, 0.25]);
        var metrics = BinaryMetrics.Evaluate(scores, 0.4);
        Assert.Null(metrics[BinaryMetric.RocAuc]);
        Assert.Equal(1, metrics[BinaryMetric.PrAuc]);
        Assert.Equal(1.5 * Math.Log(2), metrics[BinaryMetric.LogLoss]!.Value, 1e-15);
        Assert.Equal(0.5, metrics[BinaryMetric.Recall]);
    }

    [Fact]
    public void Without_a_positive_row_recall_and_both_areas_are_undefined()
    {
        var metrics = BinaryMetrics.Evaluate(BinaryScores.From([false, false], [0.5, 0.25]), 0.9);
        Assert.Null(metrics[BinaryMetric.RocAuc]);
        Assert.Null(metrics[BinaryMetric.PrAuc]);
        Assert.Null(metrics[BinaryMetric.Recall]);
        Assert.Null(metrics[BinaryMetric.Precision]);
        Assert.Null(metrics[BinaryMetric.F1]);
        Assert.Equal(1, metrics[BinaryMetric.Accuracy]);
    }

    [Fact]
    public void Value_per_row_needs_outcome_values()
    {
        var scores = BinaryScores.From([true, false, false, true], [0.9, 0.8, 0.1, 0.2]);
        var costs = new OutcomeValues(10, 5, 100, 0, ValueDirection.LowerIsBetter);
        Assert.Null(BinaryMetrics.Evaluate(scores, 0.5)[BinaryMetric.ValuePerRow]);
        Assert.Equal(115 / 4.0, BinaryMetrics.Evaluate(scores, 0.5, costs)[BinaryMetric.ValuePerRow]);
        Assert.False(BinaryMetric.ValuePerRow.HigherIsBetter(costs));
    }

    [Fact]
    public void Every_metric_is_found_by_its_key()
    {
        Assert.Equal(Enum.GetValues<BinaryMetric>(), BinaryMetrics.All);
        Assert.All(BinaryMetrics.All, metric => Assert.Equal(metric, BinaryMetrics.Find(metric.Key())));
        Assert.Null(BinaryMetrics.Find("rocauc"));
    }
}
