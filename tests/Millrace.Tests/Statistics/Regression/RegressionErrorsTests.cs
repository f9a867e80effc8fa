using Millrace.Statistics.Regression;
using Millrace.Tests.Statistics.Classification;

namespace Millrace.Tests.Statistics.Regression;

public sealed class RegressionErrorsTests
{
    [Fact]
    public void Errors_agree_with_scikit_learn()
    {
        var recorded = SklearnCases.All["regression"]!;
        var errors = RegressionErrors.Of(recorded.Array<double>("actual"), recorded.Array<double>("predicted"));
        SklearnCases.AssertAgrees(recorded, "mae", errors.MeanAbsoluteError);
        SklearnCases.AssertAgrees(recorded, "rmse", errors.RootMeanSquaredError);
        SklearnCases.AssertAgrees(recorded, "r2", errors.RSquared);
    }

    [Fact]
    public void A_constant_truth_has_no_r_squared()
    {
        var errors = RegressionErrors.Of([2, 2], [1, 4]);
        Assert.Null(errors.RSquared);
        Assert.Equal((1.5, 0.5), (errors.MeanAbsoluteError, errors.MeanError));
    }

    [Fact]
    public void A_number_that_is_not_finite_is_refused_with_its_row()
    {
        var error = Assert.Throws<ArgumentException>(() => RegressionErrors.Of([2, 2], [1, double.NaN]));
        Assert.Contains("row 1", error.Message, StringComparison.Ordinal);
    }
}
