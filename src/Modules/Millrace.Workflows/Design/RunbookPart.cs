using Millrace.Kernel.Problems;

namespace Millrace.Workflows.Design;

/// <summary>9. Runbook.</summary>
internal static class RunbookPart
{
    public static void Write(MarkdownPage page, DesignFacts facts)
    {
        var file = Path.GetFileName(facts.Workflow.Path);
        page.Heading(2, "9. Runbook");
        page.Paragraph($"Owner: {facts.File.Workflow.Owner}.");
        page.Heading(3, "How to run");
        page.Code(Commands(facts, file), "sh");
        WriteRollBack(page, facts);
        page.Heading(3, "What to do on an alert");
        page.Table(["Alert", "First look", "Then"], Alerts(facts));
        page.Heading(3, "Exit codes");
        page.Table(["Code", "Meaning"], ExitCodes());
    }

    private static string Commands(DesignFacts facts, string file)
    {
        (string Command, string Meaning)[] lines =
        [
            ($"millrace check {file}", "errors of the file, and the ten design verdicts"),
            ($"millrace run {file}", "runs what has changed; after a kill it goes on where it was"),
            ($"millrace design {file}", "this document"),
            ("millrace server", $"answers at {(facts.Workflow.Endpoint is { } endpoint ? $"/endpoints/{endpoint}/predict" : "its endpoints")}"),
        ];
        var width = lines.Max(line => line.Command.Length);
        return string.Join('\n', lines.Select(line => $"{line.Command.PadRight(width)}  # {line.Meaning}"));
    }

    private static void WriteRollBack(MarkdownPage page, DesignFacts facts)
    {
        page.Heading(3, "How to roll back");
        if (facts.Workflow.Model is not { } model)
        {
            page.Paragraph("Nothing is registered, so there is nothing to roll back.");
            return;
        }

        page.Paragraph("Promote the version before; the endpoint answers with it at once, and the change is in the audit trail.");
        page.Code($"millrace models show {model}\nmillrace models promote {model} VERSION --to Production", "sh");
    }

    private static IEnumerable<IReadOnlyList<string>> Alerts(DesignFacts facts)
    {
        var data = facts.File.Data;
        yield return ["A data check fails (`data.checks-failed`)", "the check's reason, and the quarantined rows: `millrace data list`", "mend the source, or correct the check with its owner; run again"];
        yield return ["Data drift", "section 7: is it one feature or many, a season or a broken source?", "one broken source: mend it. Many: retrain, see section 8"];
        yield return ["Prediction drift without data drift", "model version and deployment time", "roll back if it began with a deployment"];
        yield return ["Concept drift", $"labels come in at `{data.CreatedTime ?? data.EventTime}`: is the window complete?", "retrain; if the gates do not pass, the problem has changed: review section 1"];
        if (facts.File.Registry is not null)
        {
            yield return ["A gate does not pass (exit code 3)", "section 4, Gates: the reason has the values", "the model before stays in production; everything of the run is kept"];
        }

        if (facts.File.Serving is not null)
        {
            yield return ["Latency or errors of the endpoint", "`/metrics` of the server", facts.File.Serving.Fallback is null ? "restart the server; roll back if it began with a deployment" : "the fallback answers meanwhile; restart the server, roll back if it began with a deployment"];
        }
    }

    private static IEnumerable<IReadOnlyList<string>> ExitCodes() => new[]
    {
        (ProblemTable.ExitOk, "done what was asked"),
        (ProblemTable.ExitBug, "a bug: report it with the log"),
        (ProblemTable.ExitCode(ProblemKind.Invalid), "bad input: the file, an argument or a value"),
        (ProblemTable.ExitCode(ProblemKind.GateNotPassed), "a gate or check did not pass; everything so far is kept"),
        (ProblemTable.ExitCode(ProblemKind.NotFound), "something named does not exist"),
        (ProblemTable.ExitCode(ProblemKind.Conflict), "it exists already, or another process holds the home"),
        (ProblemTable.ExitCode(ProblemKind.Unavailable), "the disk, the network or an engine failed"),
        (ProblemTable.ExitCode(ProblemKind.Forbidden), "not allowed"),
        (ProblemTable.ExitCode(ProblemKind.Cancelled), "stopped by the user or a time limit"),
    }.Select(line => (IReadOnlyList<string>)[FormattableString.Invariant($"{line.Item1}"), line.Item2]);
}
