using Millrace.Kernel.Verdicts;
using Millrace.Registry.Contracts;
using Millrace.Reports.Numbers;
using Millrace.Reports.Pages;
using Millrace.Training.Contracts;

namespace Millrace.Server.Reporting;

/// <summary>What someone reads who reads nothing else: the verdict, and four answers.</summary>
internal static class FirstScreen
{
    public static Banner Banner(RunReportInput input)
    {
        var gates = Verdict.Worst(input.GateVerdicts.Select(verdict => verdict.Decision));
        var isLive = input.Version?.Stage == Stage.Production;
        var drifted = input.Drift?.Verdicts.Any(verdict => verdict.Decision == Decision.Fail) == true;
        var fires = input.Drift?.Retraining.Fires == true;
        var quality = gates switch
        {
            Decision.Pass => isLive ? "Good enough, and in production" : $"Good enough, standing in {StageName(input)}",
            Decision.Fail => "Not good enough: a gate is not passed",
            Decision.Inconclusive => "Perhaps good enough: the evidence does not decide",
            _ => "Not judged: no gate has been evaluated",
        };
        var world = fires ? "; the world has moved, and a retraining is due." : drifted ? "; the world has moved since training." : ".";
        var tone = gates switch
        {
            Decision.Pass => fires || drifted || !isLive ? Tone.Attention : Tone.Good,
            Decision.Fail => Tone.Bad,
            Decision.Inconclusive => Tone.Attention,
            _ => Tone.Neutral,
        };
        return new Banner(tone, quality + world, Detail(input));
    }

    public static IReadOnlyList<Answer> Answers(RunReportInput input, BusinessValue? business) =>
        [Quality(input), Production(input), Worth(input, business), World(input)];

    private static string Detail(RunReportInput input)
    {
        if (Metric(input) is not { } metric)
        {
            return "The run ended before an evaluation; what it did is below.";
        }

        var ranking = metric.Key == "roc_auc"
            ? $" Of two {Words.Rows(input)}, one with the outcome and one without, it ranks the right one higher {HumanNumber.Percent(metric.Estimate.Value)} of the time."
            : "";
        return $"On {HumanNumber.Count(input.Evaluation!.RowCount)} {Words.Rows(input)} that it had never seen, {Words.Metric(metric.Key)} is {Words.Interval(metric.Estimate)}"
            + (metric.Threshold is { } threshold ? $"; {Words.Bound(threshold)} was asked for." : ".") + ranking;
    }

    private static Answer Quality(RunReportInput input)
    {
        const string Question = "Is the model good enough?";
        if (input.GateVerdicts.Count == 0)
        {
            return new Answer(Question, "Not judged", Tone.Neutral, "The gates were not run.");
        }

        var decision = Verdict.Worst(input.GateVerdicts.Select(verdict => verdict.Decision));
        var passed = input.GateVerdicts.Count(verdict => verdict.Decision == Decision.Pass);
        var reply = decision switch { Decision.Pass => "Yes", Decision.Fail => "No", Decision.Inconclusive => "Not proven", _ => "Not judged" };
        var metric = Metric(input) is { } found
            ? $"{Words.Metric(found.Key)} {Words.Interval(found.Estimate)}" + (found.Threshold is { } least ? $", asked for {Words.Bound(least)}. " : ". ")
            : "";
        return new Answer(Question, reply, RunReport.ToneOf(decision), $"{metric}{passed} of {Words.Many(input.GateVerdicts.Count, "gate verdict")} passed.");
    }

    private static Answer Production(RunReportInput input)
    {
        const string Question = "Is it in production?";
        if (input.Version is not { } version)
        {
            return new Answer(Question, "Not registered", Tone.Neutral, "No version was registered by this run.");
        }

        var last = input.History.LastOrDefault(move => move.Version == version.Version);
        var since = last is null ? $"Registered {HumanNumber.Instant(version.CreatedAtUtc)}." : $"Since {HumanNumber.Instant(last.AtUtc)}, by {last.Actor}.";
        var where = input.Deployment is { } deployment ? $" Answers at the endpoint {deployment.Endpoint}." : "";
        return version.Stage == Stage.Production
            ? new Answer(Question, $"Yes, version {version.Version}", Tone.Good, since + where)
            : new Answer(Question, $"No, version {version.Version} is in {version.Stage}", Tone.Attention, since);
    }

    private static Answer Worth(RunReportInput input, BusinessValue? business)
    {
        const string Question = "What is it worth?";
        if (business is null || (business.OverNothing ?? business.OverBest) is not { } gain)
        {
            return new Answer(Question, "Unknown", Tone.Neutral, "No business metric was evaluated against a baseline.");
        }

        var sure = gain.Gain.Low > 0;
        var total = Significant(gain.Gain.Value * input.Evaluation!.RowCount);
        var against = gain.IsPrior ? $"without a model ({gain.Baseline})" : $"with {gain.Baseline}";
        var best = business.OverBest is { } rival && rival != gain
            ? $" Against the best baseline, {rival.Baseline}: {business.Words(rival.Gain.Value)}{business.PerRow}."
            : "";
        return new Answer(
            Question,
            business.Words(gain.Gain.Value) + business.PerRow,
            sure ? Tone.Good : gain.Gain.High < 0 ? Tone.Bad : Tone.Attention,
            $"{Words.Sentence(business.Spec.Name)}: {HumanNumber.Fixed(business.Candidate.Value, 2)} with the model, {HumanNumber.Fixed(gain.Value.Value, 2)} {against}, "
            + $"a difference of {Words.Interval(gain.Gain, 2)}. Over the test period {business.Words(total)}.{best}");
    }

    private static Answer World(RunReportInput input)
    {
        const string Question = "Has the world changed since?";
        if (input.Drift is not { } drift)
        {
            return new Answer(Question, "Not looked at", Tone.Neutral, "Monitoring was not run.");
        }

        var moved = drift.Features.Count(feature => feature.Decision == Decision.Fail);
        var failed = drift.Verdicts.Any(verdict => verdict.Decision == Decision.Fail);
        var concept = drift.Concept is { } c ? $" {Words.Metric(c.Metric)} went from {HumanNumber.Fixed(c.ReferenceValue)} to {HumanNumber.Fixed(c.CurrentValue)}." : "";
        var act = drift.Retraining.Fires ? " " + RetrainingSection.NextMove(drift.Retraining) : " No retraining is due.";
        return new Answer(
            Question,
            drift.Retraining.Fires ? "Yes: retrain" : failed ? "Yes, somewhat" : drift.Features.Count == 0 ? "Not known" : "No",
            drift.Retraining.Fires || failed ? Tone.Attention : drift.Features.Count == 0 ? Tone.Neutral : Tone.Good,
            $"{moved} of {Words.Many(drift.Features.Count, "feature")} drifted from {drift.ReferenceName} to {drift.CurrentName}.{concept}{act}");
    }

    private static (string Key, MetricEstimate Estimate, double? Threshold)? Metric(RunReportInput input)
    {
        var key = input.Model?.Spec.Problem.EvaluationMetric ?? input.Gates?.EvaluationMetric;
        return key is not null && input.Evaluation?.Candidate.Metrics.GetValueOrDefault(Words.Bare(key)) is { } estimate
            ? (Words.Bare(key), estimate, input.Model?.Spec.Problem.SuccessThreshold ?? input.Gates?.SuccessThreshold)
            : null;
    }

    /// <summary>Three digits: a total is an estimate, not an account.</summary>
    private static double Significant(double value)
    {
        var scale = value == 0 || !double.IsFinite(value) ? 1 : Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 2);
        return Math.Round(value / scale) * scale;
    }

    private static string StageName(RunReportInput input) => input.Version is { } version ? $"stage {version.Stage}" : "no registry";
}
