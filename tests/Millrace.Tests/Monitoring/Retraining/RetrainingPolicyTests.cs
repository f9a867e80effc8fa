using Millrace.Kernel.Verdicts;
using Millrace.Monitoring.Contracts;
using Millrace.Monitoring.Retraining;

namespace Millrace.Tests.Monitoring.Retraining;

public sealed class RetrainingPolicyTests
{
    private static readonly DateTimeOffset Trained = new(2001, 5, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Enough_drifted_features_fire()
    {
        var decision = Decide([new TriggerSpec("data_drift", 0.2, null)], [Data(0.25)]);
        Assert.True(decision.Fires);
        Assert.StartsWith("fires: data_drift", Assert.Single(decision.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_drifted_features_stay_quiet_and_say_so() =>
        Assert.False(Decide([new TriggerSpec("data_drift", 0.2, null)], [Data(0.1)]).Fires);

    [Fact]
    public void No_drifted_feature_never_fires_even_without_a_least_share() =>
        Assert.False(Decide([new TriggerSpec("data_drift", null, null)], [Data(0)]).Fires);

    [Theory]
    [InlineData(Decision.Fail, true)]
    [InlineData(Decision.Inconclusive, false)]
    [InlineData(Decision.NotEvaluated, false)]
    [InlineData(Decision.Pass, false)]
    public void Only_a_failed_concept_verdict_fires(Decision decision, bool fires) =>
        Assert.Equal(fires, Decide([new TriggerSpec("concept_drift", null, null)], [Verdict("drift.concept", decision, null)]).Fires);

    [Fact]
    public void The_schedule_counts_from_the_end_of_the_training_data()
    {
        TriggerSpec[] monthly = [new("schedule", null, TimeSpan.FromDays(30))];
        Assert.False(Decide(monthly, [], asOf: Trained.AddDays(29)).Fires);
        Assert.True(Decide(monthly, [], asOf: Trained.AddDays(30)).Fires);
    }

    [Fact]
    public void A_cooldown_holds_back_and_is_named()
    {
        TriggerSpec[] monthly = [new("schedule", null, TimeSpan.FromDays(30))];
        var decision = Decide(monthly, [], Trained.AddDays(60), lastFired: Trained.AddDays(55));
        Assert.False(decision.Fires);
        Assert.Contains(decision.Reasons, reason => reason.StartsWith("cooldown", StringComparison.Ordinal));
        Assert.True(Decide(monthly, [], Trained.AddDays(60), lastFired: Trained.AddDays(53)).Fires);
    }

    [Fact]
    public void A_missing_verdict_does_not_fire() =>
        Assert.False(Decide([new TriggerSpec("data_drift", 0.1, null), new TriggerSpec("prediction_drift", null, null)], []).Fires);

    private static RetrainingDecision Decide(
        TriggerSpec[] triggers, Verdict[] verdicts, DateTimeOffset? asOf = null, DateTimeOffset? lastFired = null) =>
        RetrainingPolicy.Decide(
            new RetrainingSpec("approval", triggers, TimeSpan.FromDays(7)), verdicts, Trained, asOf ?? Trained.AddDays(10), lastFired);

    private static Verdict Data(double share) => Verdict("drift.data", share > 0 ? Decision.Fail : Decision.Pass, share);

    private static Verdict Verdict(string clause, Decision decision, double? observed) =>
        new(clause, "subject", null, null, observed, null, null, null, decision, "reason", [], DateTimeOffset.UnixEpoch);
}
