using System.Globalization;
using Millrace.Workflows.Language;

namespace Millrace.Workflows.Rules;

/// <summary>The experiment's numbers can hold together.</summary>
internal static class AbTestRules
{
    private const double Rounding = 1e-9;

    public static void Check(RuleScope scope)
    {
        if (scope.File.AbTest is not { } test)
        {
            return;
        }

        var sum = test.Allocation.Control + test.Allocation.Treatment;
        if (Math.Abs(sum - 1) > Rounding)
        {
            scope.Report("ab_test.allocation", WorkflowProblems.Contradiction(
                string.Create(CultureInfo.InvariantCulture, $"'ab_test.allocation' sums to {sum:0.###}, not to 1."), "Write allocation: { control: 0.5, treatment: 0.5 }."));
        }

        if (test.Metric is ProportionMetric metric && scope.AreSound("ab_test.metric"))
        {
            CheckEffect(scope, metric);
        }

        foreach (var (index, guardrail) in test.Guardrails.Index())
        {
            CheckGuardrail(scope, $"ab_test.guardrails[{index}]", guardrail);
        }
    }

    private static void CheckEffect(RuleScope scope, ProportionMetric metric)
    {
        var after = metric.Direction == Change.Decrease ? metric.Baseline - metric.Mde : metric.Baseline + metric.Mde;
        if (after is <= 0 or >= 1)
        {
            scope.Report("ab_test.metric.mde", WorkflowProblems.Contradiction(
                string.Create(CultureInfo.InvariantCulture, $"A share of {metric.Baseline} cannot {metric.Direction.ToString().ToLowerInvariant()} by {metric.Mde}."),
                "'mde' is absolute: 0.01 is one percentage point."));
        }
    }

    private static void CheckGuardrail(RuleScope scope, string path, Guardrail guardrail)
    {
        Bounds.Check(scope, path, guardrail.Min?.Value, guardrail.Max?.Value, isRequired: true);
        if (guardrail is { Min: { } min, Max: { } max } && min.Unit != max.Unit)
        {
            scope.Report($"{path}.max", WorkflowProblems.Contradiction($"'{path}': min {min} and max {max} have different units."));
        }
    }
}
