using Millrace.Statistics.Distributions;

namespace Millrace.Tests.Statistics.Distributions;

public sealed class MonotoneTests
{
    [Fact]
    public void A_crossing_is_found_to_the_last_digits() =>
        Assert.Equal(Math.Sqrt(2) * 1e6, Monotone.Crossing(x => x * x, 2e12, 0, 1), 1e-6);

    [Fact]
    public void A_crossing_at_the_start_is_the_start() => Assert.Equal(0, Monotone.Crossing(x => x, 0, 0, 1), 1e-300);

    [Fact]
    public void A_value_that_is_never_reached_gives_the_limit() =>
        Assert.Equal(8, Monotone.Crossing(Math.Tanh, 2, 0, 1, limit: 8));
}
