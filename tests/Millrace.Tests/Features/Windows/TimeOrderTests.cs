using Millrace.Features.Windows;

namespace Millrace.Tests.Features.Windows;

public sealed class TimeOrderTests
{
    [Fact]
    public void The_order_is_stable_and_ascending_over_the_whole_range()
    {
        var random = new Random(4);
        foreach (var range in new[] { 3L, 1000, 50_000_000, long.MaxValue })
        {
            var keys = Enumerable.Range(0, 3000).Select(_ => random.NextInt64(range) * (random.Next(2) == 0 ? 1 : -1)).ToArray();
            var expected = Enumerable.Range(0, keys.Length).OrderBy(row => keys[row]).ToArray();
            Assert.Equal(expected, TimeOrder.Of(keys));
        }
    }

    [Fact]
    public void The_ends_of_the_range_are_in_order() =>
        Assert.Equal([2, 1, 0], TimeOrder.Of([long.MaxValue, 0, long.MinValue]));

    [Fact]
    public void Nothing_has_an_order_too() => Assert.Empty(TimeOrder.Of([]));
}
