using Millrace.Statistics.Drift;

namespace Millrace.Statistics.Testing;

/// <summary>Whether units fell into the arms as planned (sample ratio mismatch, SRM). An alarm means that assignment or
/// logging is broken and no effect of the test can be trusted.</summary>
/// <param name="Test">Chi-square test against the plan.</param>
/// <param name="IsMismatch">Whether p is below <see cref="AlarmBelow"/>.</param>
public sealed record SampleRatio(ChiSquareTest Test, bool IsMismatch)
{
    /// <summary>The alarm's p.</summary>
    public const double AlarmBelow = 0.001;

    /// <summary>Compares the arms' sizes with the plan. With a ramp, check each step by itself.</summary>
    /// <param name="units">Units per arm.</param>
    /// <param name="weights">Planned weight per arm, each over 0; they need not sum to 1.</param>
    /// <returns>The test and the alarm.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a count is negative, a weight is not over 0, or there are no units.</exception>
    public static SampleRatio Check(IReadOnlyList<long> units, IReadOnlyList<double> weights)
    {
        var test = ChiSquareTest.GoodnessOfFit(units, weights);
        return new(test, test.PValue < AlarmBelow);
    }
}
