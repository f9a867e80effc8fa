using Millrace.Statistics.Distributions;

namespace Millrace.Tests.Statistics.Distributions;

public sealed class TwoSampleKolmogorovTests
{
    [Fact]
    public void Exact_tails_agree_with_scipy()
    {
        var recorded = RecordedValues.Json("scipy-tails.json")["ks_2samp"]!.AsArray();
        foreach (var test in recorded.Where(t => Math.Max(t!.Number("n"), t!.Number("m")) <= 10_000))
        {
            var (n, m) = ((int)test!.Number("n"), (int)test!.Number("m"));
            RecordedValues.AssertClose(
                test!.Number("p"), TwoSampleKolmogorov.UpperTail(n, m, (long)test!.Number("gap")), 1e-9, $"{n} × {m}");
        }
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(4, 4)]
    [InlineData(5, 2)]
    public void Exact_tails_count_the_orders_of_both_samples(int n, int m)
    {
        for (var gap = 1; gap <= n * m; gap++)
        {
            var (reaching, all) = Count(n, m, gap, 0, 0, 0);
            if (n != m || gap % n == 0)
            {
                Assert.Equal((double)reaching / all, TwoSampleKolmogorov.UpperTail(n, m, gap), 1e-12);
            }
        }
    }

    private static (long Reaching, long All) Count(int n, int m, int gap, int i, int j, int largest)
    {
        largest = Math.Max(largest, Math.Abs((i * m) - (j * n)));
        if (i == n && j == m)
        {
            return (largest >= gap ? 1 : 0, 1);
        }

        var (a, allA) = i < n ? Count(n, m, gap, i + 1, j, largest) : (0, 0);
        var (b, allB) = j < m ? Count(n, m, gap, i, j + 1, largest) : (0, 0);
        return (a + b, allA + allB);
    }
}
