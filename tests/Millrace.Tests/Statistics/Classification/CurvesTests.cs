using System.Text.Json.Nodes;
using Millrace.Statistics.Classification;

namespace Millrace.Tests.Statistics.Classification;

public sealed class CurvesTests
{
    public static TheoryData<string> Cases => SklearnCases.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_roc_curve_agrees_with_scikit_learn(string name)
    {
        var recorded = SklearnCases.Binary(name);
        AssertCurve(recorded["roc"]!, Curves.Roc(SklearnCases.Scores(recorded)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_precision_recall_curve_agrees_with_scikit_learn(string name)
    {
        var recorded = SklearnCases.Binary(name);
        AssertCurve(recorded["pr"]!, Curves.PrecisionRecall(SklearnCases.Scores(recorded)));
    }

    [Fact]
    public void A_curve_is_thinned_to_the_points_asked_for_and_keeps_its_ends_and_shape()
    {
        var recorded = SklearnCases.Binary("continuous");
        var full = Curves.Roc(SklearnCases.Scores(recorded));
        var thin = Curves.Roc(SklearnCases.Scores(recorded), 40);
        Assert.InRange(thin.Count, 30, 40);
        Assert.Equal((full[0], full[^1]), (thin[0], thin[^1]));
        Assert.Equal(recorded.Number("roc_auc"), Area(thin), 0.01);
    }

    [Fact]
    public void Two_points_are_the_ends()
    {
        var thin = Curves.PrecisionRecall(SklearnCases.Scores(SklearnCases.Binary("continuous")), 2);
        Assert.Equal([0, 1], thin.Select(p => p.X));
    }

    [Fact]
    public void One_class_has_no_roc_curve() => Assert.Empty(Curves.Roc(BinaryScores.From([true, true], [0.5, 0.25])));

    [Fact]
    public void Without_a_positive_row_there_is_no_precision_recall_curve() =>
        Assert.Empty(Curves.PrecisionRecall(BinaryScores.From([false, false], [0.5, 0.25])));

    private static void AssertCurve(JsonNode recorded, IReadOnlyList<CurvePoint> points)
    {
        Assert.Null(points[0].Threshold);
        AssertNumbers(recorded.Array<double>("x"), points.Select(p => p.X));
        AssertNumbers(recorded.Array<double>("y"), points.Select(p => p.Y));
        AssertNumbers(recorded.Array<double>("thresholds"), points.Skip(1).Select(p => p.Threshold!.Value));
    }

    private static void AssertNumbers(double[] expected, IEnumerable<double> actual)
    {
        var numbers = actual.ToArray();
        Assert.Equal(expected.Length, numbers.Length);
        Assert.All(expected.Zip(numbers), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    private static double Area(IReadOnlyList<CurvePoint> points) =>
        points.Zip(points.Skip(1), (a, b) => (b.X - a.X) * (a.Y + b.Y) / 2).Sum();
}
