using Millrace.Kernel.Verdicts;
using Millrace.Workflows.Contracts;
using Millrace.Workflows.DesignVerdicts;

namespace Millrace.Workflows.Design;

/// <summary>10. Design Verdicts.</summary>
internal static class VerdictsPart
{
    public static void Write(MarkdownPage page, DesignFacts facts)
    {
        page.Heading(2, "10. Design Verdicts");
        var passed = facts.Verdicts.Count(verdict => verdict.Decision == Decision.Pass);
        page.Paragraph(FormattableString.Invariant($"{passed} of {facts.Verdicts.Count} pass."));
        page.Table(
            ["", "Verdict", "Asked", "Because"],
            facts.Verdicts.Select(verdict => (IReadOnlyList<string>)
                [FormattableString.Invariant($"{verdict.Number}"), $"**{DecisionWords.Of(verdict.Decision)}**", verdict.Title, verdict.Verdict.Reason]));
        foreach (var verdict in facts.Verdicts)
        {
            WriteOne(page, verdict);
        }
    }

    private static void WriteOne(MarkdownPage page, DesignVerdict verdict)
    {
        page.Heading(3, FormattableString.Invariant($"{verdict.Number}. {verdict.Title}: {DecisionWords.Of(verdict.Decision)}"));
        page.List([verdict.Verdict.Reason, .. verdict.Evidence]);
        if (verdict.Fix is { } fix)
        {
            var cut = fix.IndexOf('\n', StringComparison.Ordinal);
            page.Paragraph($"Fix: {(cut < 0 ? fix : fix[..cut])}");
            if (cut >= 0)
            {
                page.Code(fix[(cut + 1)..], "yaml");
            }
        }
    }
}
