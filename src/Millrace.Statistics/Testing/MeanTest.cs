using Millrace.Statistics.Distributions;

namespace Millrace.Statistics.Testing;

/// <summary>Treatment against control on a mean, by Welch's t test, which does not ask for equal variances.</summary>
/// <param name="Difference">Treatment − control.</param>
/// <param name="Interval">Its interval.</param>
/// <param name="T">Welch's t.</param>
/// <param name="DegreesOfFreedom">By Welch and Satterthwaite.</param>
/// <param name="PValue">Two-sided.</param>
public sealed record MeanTest(double Difference, ConfidenceInterval Interval, double T, double DegreesOfFreedom, double PValue)
{
    /// <summary>Compares both arms (Welch 1947; scipy's <c>ttest_ind(equal_var=False)</c>).</summary>
    /// <param name="control">Control arm.</param>
    /// <param name="treatment">Treatment arm.</param>
    /// <param name="alpha">One minus the confidence, over 0 and under 1.</param>
    /// <returns>The test; null when neither arm varies, because it is undefined then.</returns>
    public static MeanTest? Welch(MeanSample control, MeanSample treatment, double alpha = 0.05)
    {
        ConfidenceInterval.CheckAlpha(alpha);
        var (c, t) = (control.MeanVariance, treatment.MeanVariance);
        if (!(c + t > 0))
        {
            return null;
        }

        var difference = treatment.Mean - control.Mean;
        var error = Math.Sqrt(c + t);
        var degreesOfFreedom = (c + t) * (c + t) / ((c * c / (control.Units - 1)) + (t * t / (treatment.Units - 1)));
        return new(
            difference,
            ConfidenceInterval.Around(difference, error * StudentsT.Exceeded(alpha / 2, degreesOfFreedom)),
            difference / error,
            degreesOfFreedom,
            StudentsT.Beyond(difference / error, degreesOfFreedom));
    }
}
