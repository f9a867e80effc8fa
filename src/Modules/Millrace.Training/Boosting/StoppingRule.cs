using Millrace.Training.Contracts;

namespace Millrace.Training.Boosting;

/// <summary>When to stop, and which round was best.</summary>
/// <param name="Metric"><c>log_loss</c> or <c>roc_auc</c> of validation.</param>
/// <param name="Patience">Rounds without improvement after which it stops; null never stops.</param>
internal sealed record StoppingRule(string Metric, int? Patience)
{
    public const string LogLoss = "log_loss";
    public const string RocAuc = "roc_auc";

    /// <summary>The metric with its part.</summary>
    public string Key => $"validation.{Metric}";

    /// <summary>The workflow's rule; without early stopping the last round is best and the evaluation metric ranks trials.</summary>
    public static StoppingRule Of(TrainSpec spec) => spec.EarlyStopping is { } early
        ? new StoppingRule(early.Metric, early.Rounds)
        : new StoppingRule(spec.Problem.EvaluationMetric == RocAuc ? RocAuc : LogLoss, null);

    /// <summary>Whether a value is better than another; NaN never is.</summary>
    public bool IsBetter(double candidate, double incumbent) =>
        Metric == LogLoss ? candidate < incumbent : candidate > incumbent;

    /// <summary>The round that counts.</summary>
    public int BestRound(IReadOnlyList<RoundMetrics> rounds)
    {
        if (Patience is null)
        {
            return rounds.Count - 1;
        }

        var best = 0;
        for (var round = 1; round < rounds.Count; round++)
        {
            best = IsBetter(rounds[round].Values[Key], rounds[best].Values[Key]) ? round : best;
        }

        return best;
    }

    /// <summary>Whether nothing has improved for too long.</summary>
    public bool ShouldStop(IReadOnlyList<RoundMetrics> rounds) =>
        Patience is { } patience && rounds.Count > 0 && rounds.Count - 1 - BestRound(rounds) >= patience;
}
