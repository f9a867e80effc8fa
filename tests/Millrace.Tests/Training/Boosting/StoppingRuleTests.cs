using Millrace.Training.Boosting;
using Millrace.Training.Contracts;

namespace Millrace.Tests.Training.Boosting;

public sealed class StoppingRuleTests
{
    [Fact]
    public void It_stops_when_the_best_round_is_as_old_as_the_patience()
    {
        var rule = new StoppingRule("log_loss", 2);

        Assert.False(rule.ShouldStop(Rounds("log_loss", 0.5, 0.4, 0.45)));
        Assert.True(rule.ShouldStop(Rounds("log_loss", 0.5, 0.4, 0.45, 0.41)));
        Assert.Equal(1, rule.BestRound(Rounds("log_loss", 0.5, 0.4, 0.45, 0.41)));
    }

    [Fact]
    public void A_larger_roc_auc_is_better_and_an_equal_one_is_not() =>
        Assert.Equal(1, new StoppingRule("roc_auc", 5).BestRound(Rounds("roc_auc", 0.7, 0.8, 0.8, 0.75)));

    [Fact]
    public void Without_patience_it_never_stops_and_the_last_round_counts()
    {
        var rule = new StoppingRule("log_loss", null);

        Assert.False(rule.ShouldStop(Rounds("log_loss", 0.1, 0.9, 0.9, 0.9)));
        Assert.Equal(3, rule.BestRound(Rounds("log_loss", 0.1, 0.9, 0.9, 0.9)));
    }

    private static RoundMetrics[] Rounds(string metric, params double[] values) =>
        [.. values.Select((value, round) => new RoundMetrics(round, new Dictionary<string, double> { [$"validation.{metric}"] = value }))];
}
