using Millrace.Statistics.Testing;

namespace Millrace.Tests.Statistics.Testing;

public sealed class AaCheckTests
{
    [Theory]
    [InlineData(66, true)]
    [InlineData(67, false)]
    public void The_rate_of_false_alarms_may_exceed_alpha_only_by_chance(int alarms, bool passes)
    {
        var check = AaCheck.Of([.. Enumerable.Repeat(0.01, alarms), .. Enumerable.Repeat(0.5, 1_000 - alarms)]);
        Assert.Equal(0.05 + (2.33 * Math.Sqrt(0.05 * 0.95 / 1_000)), check.Bound, 1e-12);
        Assert.Equal(passes, check.Passes);
    }

    [Fact]
    public void A_check_without_runs_is_refused() => Assert.Throws<ArgumentException>(() => AaCheck.Of([]));
}
