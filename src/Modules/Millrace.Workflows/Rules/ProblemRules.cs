using System.Globalization;
using Millrace.Workflows.Language;

namespace Millrace.Workflows.Rules;

/// <summary>The target exists, the moment of prediction is the event, the threshold can be reached.</summary>
internal static class ProblemRules
{
    private const string Candidate = "candidate";

    // Metrics whose values lie in [0, 1]; the others are costs without a bound.
    private static readonly string[] SharesAndAreas = ["accuracy", "precision", "recall", "f1", "roc_auc", "pr_auc", "brier"];

    public static void Check(RuleScope scope)
    {
        var problem = scope.File.Problem;
        scope.Refer("problem.target", "column", problem.Target, scope.Columns.Known);
        CheckPredictionTime(scope, problem);
        CheckBaselines(scope, problem);
        if (SharesAndAreas.Contains(problem.EvaluationMetric) && problem.SuccessThreshold is (< 0 or > 1))
        {
            scope.Report("problem.success_threshold", WorkflowProblems.OutOfBounds(
                string.Create(CultureInfo.InvariantCulture, $"'problem.success_threshold' is {problem.SuccessThreshold}, but {problem.EvaluationMetric} lies in [0, 1].")));
        }

        CheckOutcomes(scope, problem.BusinessMetric);
    }

    private static void CheckPredictionTime(RuleScope scope, ProblemSection problem)
    {
        const string path = "problem.prediction_time";
        var eventTime = scope.File.Data.EventTime;
        if (problem.PredictionTime is { } moment
            && scope.Refer(path, "column", moment, scope.Columns.Known)
            && moment != eventTime && scope.AreSound("data.event_time"))
        {
            scope.Report(path, WorkflowProblems.FutureLeak(
                $"Predictions are made at '{moment}', but features look at the past of '{eventTime}' (data.event_time): they would not stop at the same moment.",
                $"Set data.event_time: {moment}, or problem.prediction_time: {eventTime}."));
        }
    }

    private static void CheckBaselines(RuleScope scope, ProblemSection problem)
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [Candidate] = "the model itself" };
        foreach (var (index, baseline) in problem.Baselines.Index())
        {
            var path = $"problem.baselines[{index}]";
            if (!names.TryAdd(baseline.Name, path))
            {
                scope.Report($"{path}.name", WorkflowProblems.DuplicateName(baseline.Name, "baseline", names[baseline.Name]));
            }
        }
    }

    private static void CheckOutcomes(RuleScope scope, BusinessMetric? metric)
    {
        const string path = "problem.business_metric.outcomes";
        if (metric is not { Outcomes: var worth } || !scope.AreSound(path, "problem.business_metric.direction"))
        {
            return;
        }

        // A threshold can only be cost-optimal when being right is worth more than being wrong, for both classes.
        var sign = metric.Direction == Direction.Minimize ? -1 : 1;
        var (ofPositives, ofNegatives) = (sign * (worth.TruePositive - worth.FalseNegative), sign * (worth.TrueNegative - worth.FalsePositive));
        if (ofPositives <= 0 || ofNegatives <= 0)
        {
            var which = ofPositives <= 0 ? "a missed positive is no worse than a found one" : "a false alarm is no worse than a right silence";
            scope.Report(path, WorkflowProblems.Contradiction(
                $"With these outcomes {which}: one answer would always be best and no model is needed.", "Check the values and 'direction'."));
        }
    }
}
