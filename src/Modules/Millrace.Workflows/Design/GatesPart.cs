using Millrace.Kernel.Verdicts;
using Millrace.Workflows.DesignVerdicts;
using Millrace.Workflows.Language;

namespace Millrace.Workflows.Design;

/// <summary>What stands between a candidate and production.</summary>
internal static class GatesPart
{
    public static void Write(MarkdownPage page, DesignFacts facts)
    {
        if (facts.File.Registry is not { } registry)
        {
            return;
        }

        page.Heading(3, "Gates");
        page.Facts(
            ("Model", registry.Model),
            ("Path", string.Join(" → ", registry.Path)),
            ("Approvals before Production", Said.Invariant($"{registry.Approvals.Production}")),
            ("Version", DesignFacts.OrNotRun(facts.Run.Version, version => Said.Invariant($"{version.Version}, {facts.Run.Stage}"))));
        page.Table(
            ["Gate", "Asks", "Last run"],
            registry.Gates.Select(gate => (IReadOnlyList<string>)[gate.Chosen, Asks(gate, facts.File.Problem), GateResult(facts, gate)]));
    }

    private static string Asks(Gate gate, ProblemSection problem) => gate switch
    {
        ThresholdGate threshold => Said.Invariant($"{threshold.Metric} reaches {threshold.Min ?? problem.SuccessThreshold}"),
        ImprovementGate improvement => Said.Invariant($"{improvement.Metric} is better than {improvement.Over} by {improvement.By}"),
        SliceFloorGate floor => Said.Invariant($"{floor.Metric} of each slice of {floor.MinRows} rows or more reaches {floor.Min}"),
        ParityGate parity => Said.Invariant($"the serving graph differs by at most {parity.MaxError:0.###e+0}"),
        _ => "",
    };

    private static string GateResult(DesignFacts facts, Gate gate)
    {
        var verdicts = facts.Run.Gates.Where(verdict => verdict.Clause == $"gate.{gate.Chosen}" && About(gate, verdict)).ToList();
        return verdicts.Count == 0
            ? facts.Run.Gates.Count == 0 ? DesignFacts.NotRunYet : "not_evaluated"
            : $"{DecisionWords.Of(Verdict.Worst(verdicts.Select(verdict => verdict.Decision)))}: {Worst(verdicts).Reason}";
    }

    private static bool About(Gate gate, Verdict verdict) => gate switch
    {
        ImprovementGate improvement => verdict.Subject == improvement.Over && verdict.Metric == improvement.Metric,
        ThresholdGate threshold => verdict.Metric == threshold.Metric,
        _ => true,
    };

    private static Verdict Worst(List<Verdict> verdicts)
    {
        var worst = Verdict.Worst(verdicts.Select(verdict => verdict.Decision));
        return verdicts.First(verdict => verdict.Decision == worst);
    }
}
