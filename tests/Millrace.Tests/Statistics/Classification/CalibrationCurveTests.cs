using Millrace.Statistics.Classification;

namespace Millrace.Tests.Statistics.Classification;

public sealed class CalibrationCurveTests
{
    public static TheoryData<string> Cases => SklearnCases.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Uniform_bins_agree_with_scikit_learn(string name) =>
        AssertAgrees(name, "calibration_uniform", CalibrationBinning.Uniform);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Quantile_bins_agree_with_scikit_learn(string name) =>
        AssertAgrees(name, "calibration_quantile", CalibrationBinning.Quantile);

    [Fact]
    public void The_expected_error_weighs_each_gap_by_its_rows()
    {
        var curve = CalibrationCurve.Of(BinaryScores.From([false, true, true, true], [0.25, 0.25, 0.25, 0.75]), 2);
        Assert.Equal((3 / 4.0 * (2 / 3.0 - 0.25)) + (1 / 4.0 * 0.25), curve.ExpectedError, 1e-15);
        Assert.Equal((2 / 3.0) - 0.25, curve.MaximumError, 1e-15);
        Assert.Equal([3, 1], curve.Bins.Select(b => b.Count));
    }

    [Fact]
    public void A_probability_on_an_edge_belongs_to_the_bin_below()
    {
        var curve = CalibrationCurve.Of(BinaryScores.From([true, true], [0.5, 0.0]), 2);
        Assert.Equal(2, Assert.Single(curve.Bins).Count);
    }

    private static void AssertAgrees(string name, string key, CalibrationBinning binning)
    {
        var recorded = SklearnCases.Binary(name);
        var bins = CalibrationCurve.Of(SklearnCases.Scores(recorded), 10, binning).Bins;
        Assert.All(recorded[key]!.Array<double>("observed").Zip(bins), pair => Assert.Equal(pair.First, pair.Second.ObservedShare, 1e-9));
        Assert.All(recorded[key]!.Array<double>("predicted").Zip(bins), pair => Assert.Equal(pair.First, pair.Second.MeanPredicted, 1e-9));
        Assert.Equal(recorded[key]!.Array<double>("observed").Length, bins.Count);
    }
}
