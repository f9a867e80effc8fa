using Millrace.Statistics.Drift;

namespace Millrace.Tests.Statistics.Drift;

public sealed class BinnedSharesTests
{
    public static TheoryData<string> Cases => DriftCases.Numeric;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Edges_counts_and_divergences_agree_with_numpy_and_scipy(string name)
    {
        var (recorded, reference, current) = DriftCases.Load(name);
        foreach (var (bins, suffix) in new[]
        {
            (BinnedShares.ByQuantile(reference, current), "q10"), (BinnedShares.ByWidth(reference, current), "w10"),
        })
        {
            if (recorded[$"psi_{suffix}"] is null)
            {
                Assert.Null(bins);
                continue;
            }

            Assert.Equal(recorded.Array<double>($"edges_{suffix}"), bins!.Edges);
            Assert.Equal(recorded.Array<long>($"ref_counts_{suffix}"), bins.Reference);
            Assert.Equal(recorded.Array<long>($"cur_counts_{suffix}"), bins.Current);
            RecordedValues.AssertClose(recorded.Number($"psi_{suffix}"), Divergence.Psi(bins.Reference, bins.Current), 1e-9, "psi");
            RecordedValues.AssertClose(
                recorded.Number($"js_{suffix}"), Divergence.JensenShannonBase2(bins.Reference, bins.Current), 1e-9, "js");
            RecordedValues.AssertClose(
                recorded.Number($"js_nat_{suffix}"), Divergence.JensenShannon(bins.Reference, bins.Current), 1e-9, "js_nat");
        }
    }

    [Fact]
    public void Values_outside_the_reference_fall_into_the_outer_bins()
    {
        var bins = BinnedShares.ByWidth(SortedSample.Of([0.0, 1, 2]), SortedSample.Of([-5.0, 1, 99, 99]), 2)!;
        Assert.Equal([1, 3], bins.Current);
    }

    [Fact]
    public void An_empty_side_is_refused() =>
        Assert.Throws<ArgumentException>(() => BinnedShares.ByQuantile(SortedSample.Of([1.0]), SortedSample.Of(Array.Empty<double>())));
}
