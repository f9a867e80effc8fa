using Millrace.Kernel.Verdicts;
using Millrace.Reports;
using Millrace.Reports.Numbers;
using Millrace.Reports.Pages;

namespace Millrace.Server.Reporting;

/// <summary>The report of a run: on the first screen the answers, below them the chain of evidence.</summary>
public static class RunReport
{
    /// <summary>The report as one HTML file that opens without a network.</summary>
    public static string Html(RunReportInput input) => HtmlReport.Render(Page(input));

    /// <summary>The report's page.</summary>
    public static ReportPage Page(RunReportInput input)
    {
        var business = BusinessValue.Of(input);
        return new ReportPage(input.Workflow)
        {
            Kicker = input.Project is null ? "Model report" : $"Model report · {input.Project}",
            Subtitle = input.Statement,
            Facts = Facts(input),
            Banner = FirstScreen.Banner(input),
            Answers = FirstScreen.Answers(input, business),
            Sections =
            [
                GlanceSection.Of(input, business),
                GatesSection.Of(input),
                DataSection.Of(input),
                ColumnsSection.Of(input),
                FeaturesSection.Of(input),
                TrainingSection.Of(input),
                EvaluationSection.Of(input),
                SlicesSection.Of(input),
                ImportanceSection.Of(input),
                ServingSection.Of(input),
                DriftSection.Of(input.Drift),
                RetrainingSection.Of(input.Drift),
                RunSection.Of(input),
            ],
            Footer = $"Made by Millrace on {HumanNumber.Instant(input.GeneratedAtUtc)}"
                + (input.PipelineRun is null ? "." : $" from execution {input.PipelineRun}.")
                + " Every number here comes from a stored artifact; what was not run is said.",
        };
    }

    /// <summary>A section for something that was not run.</summary>
    internal static Section NotRun(string title, string what) =>
        new(title, [new NoteBlock(Tone.Neutral, $"Not run: {what}")]) { Mark = Mark.NotEvaluated };

    internal static Mark MarkOf(Decision decision) => decision switch
    {
        Decision.Pass => Mark.Pass,
        Decision.Fail => Mark.Fail,
        Decision.Inconclusive => Mark.Inconclusive,
        _ => Mark.NotEvaluated,
    };

    internal static Tone ToneOf(Decision decision) => decision switch
    {
        Decision.Pass => Tone.Good,
        Decision.Fail => Tone.Bad,
        Decision.Inconclusive => Tone.Attention,
        _ => Tone.Neutral,
    };

    private static List<Fact> Facts(RunReportInput input)
    {
        List<Fact> facts = [];
        if (input.Version is { } version)
        {
            facts.Add(new Fact("Model", $"{version.Model} version {version.Version}"));
            facts.Add(new Fact("Stage", version.Stage.ToString()));
        }

        if (input.Owner is { } owner)
        {
            facts.Add(new Fact("Owner", owner));
        }

        if (input.Evaluation is { } evaluation)
        {
            facts.Add(new Fact("Tested on", $"{HumanNumber.Count(evaluation.RowCount)} {Words.Rows(input)}"));
        }

        facts.Add(new Fact("Report of", HumanNumber.Instant(input.GeneratedAtUtc)));
        return facts;
    }
}
