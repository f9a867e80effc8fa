using Millrace.Statistics.Classification;

namespace Millrace.Tests.Statistics.Classification;

public sealed class MulticlassReportTests
{
    [Fact]
    public void Averages_agree_with_scikit_learn()
    {
        var recorded = SklearnCases.All["multiclass"]!;
        var report = MulticlassReport.Of(recorded.Array<int>("actual"), recorded.Array<int>("predicted"));
        Assert.Equal(recorded.Number("accuracy"), report.Accuracy, 1e-9);
        foreach (var (key, scores) in new[] { ("macro", report.Macro), ("micro", report.Micro), ("weighted", report.Weighted) })
        {
            Assert.All(
                recorded.Array<double>(key).Zip([scores.Precision, scores.Recall, scores.F1]),
                pair => Assert.Equal(pair.First, pair.Second, 1e-9));
        }
    }

    [Fact]
    public void Classes_never_predicted_or_never_seen_are_named() =>
        Assert.Equal([2, 9], MulticlassReport.Of([1, 2], [1, 9]).UndefinedClasses);

    [Fact]
    public void Lengths_that_differ_are_refused() =>
        Assert.Throws<ArgumentException>(() => MulticlassReport.Of([1, 2], [1]));
}
