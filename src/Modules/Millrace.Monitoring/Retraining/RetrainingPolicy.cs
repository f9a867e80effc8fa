using Millrace.Kernel.Verdicts;
using Millrace.Monitoring.Contracts;

namespace Millrace.Monitoring.Retraining;

/// <summary>Whether a retraining is due, by the data's clock.</summary>
internal static class RetrainingPolicy
{
    /// <summary>Evaluates every trigger; all reasons are kept, fired or not.</summary>
    /// <param name="spec">The policy.</param>
    /// <param name="verdicts">Of the drift report.</param>
    /// <param name="trainedThrough">Last event time the model was trained on.</param>
    /// <param name="asOf">Last event time of the current window.</param>
    /// <param name="lastFired">Data time at which the policy fired before; null for never.</param>
    public static RetrainingDecision Decide(
        RetrainingSpec spec, IReadOnlyList<Verdict> verdicts, DateTimeOffset trainedThrough, DateTimeOffset asOf, DateTimeOffset? lastFired)
    {
        var outcomes = spec.Triggers.Select(trigger => Evaluate(trigger, verdicts, asOf - trainedThrough)).ToList();
        var fires = outcomes.Any(outcome => outcome.Fires);
        List<string> reasons = [.. outcomes.Select(outcome => (outcome.Fires ? "fires: " : "quiet: ") + outcome.Reason)];
        if (fires && lastFired is { } before && asOf - before < spec.Cooldown)
        {
            reasons.Add(FormattableString.Invariant($"cooldown: fired {(asOf - before).TotalDays:0.#} days before, {spec.Cooldown.TotalDays:0.#} days must pass"));
            fires = false;
        }

        return new RetrainingDecision(fires, reasons, spec.Automation);
    }

    private static (bool Fires, string Reason) Evaluate(TriggerSpec trigger, IReadOnlyList<Verdict> verdicts, TimeSpan age) => trigger.On switch
    {
        "data_drift" => OnShare(Find(verdicts, "drift.data"), trigger.MinShare ?? 0),
        "prediction_drift" => OnFail(Find(verdicts, "drift.prediction")),
        "concept_drift" => OnFail(Find(verdicts, "drift.concept")),
        "schedule" => (age >= trigger.Every, FormattableString.Invariant($"schedule: {age.TotalDays:0.#} days since the training data ended, every {trigger.Every?.TotalDays:0.#}")),
        _ => (false, $"unknown trigger '{trigger.On}'"),
    };

    private static Verdict? Find(IReadOnlyList<Verdict> verdicts, string clause) =>
        verdicts.FirstOrDefault(verdict => verdict.Clause == clause);

    private static (bool, string) OnShare(Verdict? verdict, double least) => verdict is { Observed: { } share }
        ? (share > 0 && share >= least, FormattableString.Invariant($"data_drift: {share:P0} of the features drifted, {least:P0} asked for"))
        : (false, "data_drift: not evaluated");

    private static (bool, string) OnFail(Verdict? verdict) => verdict is null
        ? (false, "not evaluated")
        : (verdict.Decision == Decision.Fail, $"{verdict.Clause["drift.".Length..]}_drift: {verdict.Reason}");
}
