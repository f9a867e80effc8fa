using Millrace.Statistics.Classification;

namespace Millrace.Tests.Statistics.Classification;

public sealed class BinaryScoresTests
{
    [Fact]
    public void Lengths_that_differ_are_refused_with_both_lengths()
    {
        var error = Assert.Throws<ArgumentException>(() => BinaryScores.From([true, false], [0.5]));
        Assert.Contains("2 labels and 1 probabilities", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_rows_are_refused() =>
        Assert.Throws<ArgumentException>(() => BinaryScores.From(ReadOnlySpan<bool>.Empty, ReadOnlySpan<double>.Empty));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(1.0000001)]
    [InlineData(-0.1)]
    [InlineData(double.PositiveInfinity)]
    public void A_value_that_is_no_probability_is_refused_with_its_index(double bad)
    {
        var error = Assert.Throws<ArgumentException>(() => BinaryScores.From([true, false, true], [0.5, 1, bad]));
        Assert.Contains("probabilities[2]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_other_than_0_or_1_is_refused_with_its_index()
    {
        var error = Assert.Throws<ArgumentException>(() => BinaryScores.From(new byte[] { 0, 1, 2 }, [0.5, 0.5, 0.5]));
        Assert.Contains("labels[2] is 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Float_probabilities_are_widened_exactly()
    {
        var scores = BinaryScores.From([true, false], new[] { 0.1f, 1f });
        Assert.Equal(0.10000000149011612, scores.Probabilities[0]);
        Assert.Equal((2, 1, 1, true), (scores.Count, scores.PositiveCount, scores.NegativeCount, scores.HasBothClasses));
    }

    [Fact]
    public void Named_rows_make_a_slice()
    {
        var slice = BinaryScores.From([true, false, true], [0.5, 0.25, 1]).Rows([2, 0, 2]);
        Assert.Equal([1, 0.5, 1], slice.Probabilities.ToArray());
        Assert.Equal(3, slice.PositiveCount);
    }

    [Fact]
    public void Negative_zero_ties_with_zero() =>
        Assert.Equal(0.5, RankingMetrics.RocAuc(BinaryScores.From([true, false], [-0.0, 0.0])));
}
