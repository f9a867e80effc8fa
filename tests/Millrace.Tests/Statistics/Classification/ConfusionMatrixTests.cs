using Millrace.Statistics.Classification;

namespace Millrace.Tests.Statistics.Classification;

public sealed class ConfusionMatrixTests
{
    public static TheoryData<string> Cases => SklearnCases.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Counts_agree_with_scikit_learn(string name)
    {
        var recorded = SklearnCases.Binary(name);
        var matrix = ConfusionMatrix.At(SklearnCases.Scores(recorded), recorded.Number("threshold"));
        Assert.Equal(
            recorded.Array<double>("confusion"),
            new double[] { matrix.TruePositives, matrix.FalsePositives, matrix.FalseNegatives, matrix.TrueNegatives });
    }

    [Fact]
    public void A_probability_at_the_threshold_is_predicted() =>
        Assert.Equal(new ConfusionMatrix(1, 1, 0, 1), ConfusionMatrix.At(BinaryScores.From([true, false, false], [0.5, 0.5, 0.4]), 0.5));

    [Fact]
    public void Precision_without_predictions_is_0_and_flagged()
    {
        var matrix = ConfusionMatrix.At(BinaryScores.From([true, false], [0.5, 0.4]), 0.9);
        Assert.Equal(0, matrix.Precision);
        Assert.False(matrix.IsPrecisionDefined);
        Assert.True(matrix.IsRecallDefined);
        Assert.True(matrix.IsF1Defined);
    }

    [Fact]
    public void A_threshold_that_is_no_number_is_refused() =>
        Assert.Throws<ArgumentException>(() => ConfusionMatrix.At(BinaryScores.From([true], [0.5]), double.NaN));
}
