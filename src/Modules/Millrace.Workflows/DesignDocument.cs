using System.Globalization;
using Millrace.Workflows.Contracts;
using Millrace.Workflows.Design;

namespace Millrace.Workflows;

/// <summary>The design document of a workflow: every cell comes from the file, the last run, or a computation on them.</summary>
public static class DesignDocument
{
    /// <summary>Writes it as Markdown; the same facts give the same bytes, and secrets are not in it.</summary>
    /// <param name="workflow">The file.</param>
    /// <param name="run">What the last run gave; null when there was none.</param>
    /// <param name="verdicts">From <see cref="DesignReview"/>, on the same run.</param>
    public static string Render(LoadedWorkflow workflow, LastRunFacts? run, IReadOnlyList<DesignVerdict> verdicts)
    {
        var facts = new DesignFacts(workflow, run ?? new LastRunFacts(), verdicts);
        var page = new MarkdownPage();
        page.Heading(1, $"{workflow.Name}: design document");
        if (facts.File.Workflow.Description is { } description)
        {
            page.Paragraph(description);
        }

        page.Paragraph(
            $"Project {workflow.Project}, owned by {facts.File.Workflow.Owner}. Written by `millrace design` from `{Path.GetFileName(workflow.Path)}`"
            + (facts.Run.FinishedAtUtc is { } finished ? $" and the run that ended at {finished.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC." : "; it has not run yet."));
        ProblemPart.Write(page, facts);
        FeaturePart.Write(page, facts);
        TrackingPart.Write(page, facts);
        PipelinePart.Write(page, facts);
        ServingPart.Write(page, facts);
        AbTestPart.Write(page, facts);
        MonitoringPart.Write(page, facts);
        RetrainingPart.Write(page, facts);
        RunbookPart.Write(page, facts);
        VerdictsPart.Write(page, facts);
        return workflow.HideSecrets(page.ToString());
    }
}
