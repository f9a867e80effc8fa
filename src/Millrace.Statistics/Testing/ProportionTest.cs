using Millrace.Statistics.Distributions;

namespace Millrace.Statistics.Testing;

/// <summary>Treatment against control on a proportion.</summary>
/// <param name="Difference">Treatment − control.</param>
/// <param name="Interval">Newcombe's (1998, method 10) interval of the difference.</param>
/// <param name="Z">Pooled z statistic; null when no unit or every unit succeeded, because it is undefined then.</param>
/// <param name="PValue">Two-sided p of it; null when undefined.</param>
public sealed record ProportionTest(double Difference, ConfidenceInterval Interval, double? Z, double? PValue)
{
    /// <summary>Compares both arms (statsmodels' <c>proportions_ztest</c> and <c>confint_proportions_2indep(method="newcomb")</c>).</summary>
    /// <param name="control">Control arm.</param>
    /// <param name="treatment">Treatment arm.</param>
    /// <param name="alpha">One minus the confidence, over 0 and under 1.</param>
    /// <returns>The test.</returns>
    public static ProportionTest Compare(ProportionSample control, ProportionSample treatment, double alpha = 0.05)
    {
        var difference = treatment.Share - control.Share;
        var (c, t) = (control.Wilson(alpha), treatment.Wilson(alpha));
        var interval = new ConfidenceInterval(
            difference - Math.Sqrt(Square(treatment.Share - t.Lower) + Square(c.Upper - control.Share)),
            difference + Math.Sqrt(Square(t.Upper - treatment.Share) + Square(control.Share - c.Lower)));
        var pooled = (double)(control.Successes + treatment.Successes) / (control.Units + treatment.Units);
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / control.Units) + (1.0 / treatment.Units)));
        double? z = error > 0 ? difference / error : null;
        return new(difference, interval, z, z is null ? null : 2 * StandardNormal.Above(Math.Abs(z.Value)));
    }

    private static double Square(double x) => x * x;
}
