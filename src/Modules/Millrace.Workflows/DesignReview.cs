using Millrace.Kernel.Problems;
using Millrace.Kernel.Verdicts;
using Millrace.Workflows.Contracts;
using Millrace.Workflows.DesignVerdicts;

namespace Millrace.Workflows;

/// <summary>The ten verdicts on a workflow's design; each is evaluated, never assumed.</summary>
public static class DesignReview
{
    private static readonly IReadOnlyList<DesignQuestion> Questions =
    [
        new("design.business_metric", "Success has a business metric beyond the ML metric", ["problem.business_metric"], BusinessMetricQuestion.Judge),
        new("design.leakage", "Leakage risk is documented for every temporal feature", ["features", "data.columns", "data.derived", "data.created_time"], LeakageQuestion.Judge),
        new("design.reproducibility", "Enough is tracked to reproduce any run", ["tracking"], ReproducibilityQuestion.Judge),
        new("design.split", "The split suits the data", ["training.split", "data.event_time"], SplitQuestion.Judge),
        new("design.promotion", "There is a promotion path from development over staging to production", ["registry"], PromotionQuestion.Judge),
        new("design.serving", "Serving fits its latency and throughput", ["serving"], ServingQuestion.Judge),
        new("design.ab_test", "The A/B plan has power, sample size, duration and guardrails", ["ab_test"], AbTestQuestion.Judge),
        new("design.drift", "Data, model and concept drift are monitored with thresholds", ["monitoring"], DriftQuestion.Judge),
        new("design.retraining", "The retraining policy has triggers and an automation level", ["retraining", "registry.gates"], RetrainingQuestion.Judge),
        new("design.fallback", "There is a fallback for when the model is unavailable", ["serving.fallback"], FallbackQuestion.Judge),
    ];

    /// <summary>Judges a file, also one with problems: what a broken section says is not evaluated.</summary>
    /// <param name="check">The file.</param>
    /// <param name="run">What the last run gave; null when there was none.</param>
    /// <param name="now">When it is judged, UTC.</param>
    /// <returns>Ten verdicts in their order; none when the file could not be read at all.</returns>
    public static IReadOnlyList<DesignVerdict> Evaluate(WorkflowCheck check, LastRunFacts? run, DateTimeOffset now)
    {
        if (check.Read.Scope is not { } scope || check.Lineage is not { } lineage)
        {
            return [];
        }

        var design = new DesignEvidence(scope.File, lineage, run ?? new LastRunFacts());
        return [.. Questions.Select((question, index) =>
        {
            var broken = question.Paths.FirstOrDefault(scope.IsReported);
            var finding = broken is null ? question.Judge(design) : Broken(broken);
            var at = scope.Places.Has(question.Paths[0]) ? check.Read.Problems.Position(scope.Places.Key(question.Paths[0])) : null;
            return new DesignVerdict(index + 1, question.Title, Verdict(question, finding, scope.File.Workflow.Name, now), finding.Evidence, finding.Fix, at);
        })];
    }

    private static Finding Broken(string path) => new(
        Decision.NotEvaluated, $"The section '{path}' has errors.", [], "Correct them first; they are listed by: millrace check");

    private static Verdict Verdict(DesignQuestion question, Finding finding, string subject, DateTimeOffset now) => new(
        question.Clause, subject, finding.Metric, null, finding.Observed, null, finding.Bound, finding.Unit,
        finding.Decision, finding.Reason, [], now);
}
