using FsCheck;
using FsCheck.Fluent;
using Millrace.Statistics.Classification;

namespace Millrace.Tests.Statistics.Classification;

public sealed class CostOptimalThresholdTests
{
    private static readonly OutcomeValues Costs = new(30, 20, 100, 0, ValueDirection.LowerIsBetter);
    private static readonly OutcomeValues Gains = new(50, -20, -40, 1, ValueDirection.HigherIsBetter);

    [Fact]
    public void No_other_threshold_is_better() =>
        Prop.ForAll(RandomScores.Rows, rows =>
        {
            var scores = RandomScores.From(rows);
            return new[] { Costs, Gains }.All(values =>
            {
                var best = CostOptimalThreshold.Find(scores, values);
                var others = Enumerable.Range(0, 34).Select(t => values.TotalAt(scores, t / 32.0));
                return values.TotalAt(scores, best.Threshold) == best.Total
                    && values.TotalOf(best.Decisions) == best.Total
                    && !others.Any(other => values.IsBetter(other, best.Total));
            });
        }).Holds();

    [Fact]
    public void The_threshold_lies_midway_to_the_next_lower_probability()
    {
        var best = CostOptimalThreshold.Find(BinaryScores.From([true, true, false], [0.9, 0.5, 0.25]), Costs);
        Assert.Equal(0.375, best.Threshold);
        Assert.Equal(new ConfusionMatrix(2, 0, 0, 1), best.Decisions);
    }

    [Fact]
    public void When_acting_never_pays_nothing_is_predicted_even_at_probability_1()
    {
        var scores = BinaryScores.From([true, false], [1.0, 0.5]);
        var best = CostOptimalThreshold.Find(scores, new(5, 5, 1, 0, ValueDirection.LowerIsBetter));
        Assert.Equal(1, best.Total);
        Assert.Equal(1, best.Decisions.FalseNegatives);
        Assert.Equal(best.Decisions, ConfusionMatrix.At(scores, best.Threshold));
    }

    [Fact]
    public void When_acting_always_pays_the_threshold_is_0() =>
        Assert.Equal(0, CostOptimalThreshold.Find(BinaryScores.From([false, true], [0.5, 0.2]), Costs).Threshold);
}
