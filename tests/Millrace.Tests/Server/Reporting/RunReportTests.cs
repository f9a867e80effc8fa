using Millrace.Kernel.Verdicts;
using Millrace.Registry.Contracts;
using Millrace.Reports;
using Millrace.Reports.Pages;
using Millrace.Server.Reporting;
using Millrace.Tests.Reports;
using Millrace.Training.Contracts;

namespace Millrace.Tests.Server.Reporting;

public sealed class RunReportTests
{
    private static readonly RunReportInput Whole = SampleRun.Whole();

    public static TheoryData<string> Parts =>
    [
        nameof(RunReportInput.Raw), nameof(RunReportInput.Dataset), nameof(RunReportInput.Profile), nameof(RunReportInput.Checks),
        nameof(RunReportInput.Features), nameof(RunReportInput.TrainingSet), nameof(RunReportInput.Split), nameof(RunReportInput.Model),
        nameof(RunReportInput.Evaluation), nameof(RunReportInput.EvaluateSpec), nameof(RunReportInput.Gates), nameof(RunReportInput.Version),
        nameof(RunReportInput.Deployment), nameof(RunReportInput.Batch), nameof(RunReportInput.Drift),
        nameof(RunReportInput.Project), nameof(RunReportInput.Owner), nameof(RunReportInput.Statement), nameof(RunReportInput.PipelineRun),
    ];

    [Fact]
    public void A_good_model_in_production_in_a_moved_world_asks_for_a_retraining()
    {
        var page = RunReport.Page(Whole);

        Assert.Equal("Good enough, and in production; the world has moved, and a retraining is due.", page.Banner!.Headline);
        Assert.Equal(["Yes", "Yes, version 3", "4.21 USD saved per flight", "Yes: retrain"], page.Answers.Select(answer => answer.Reply));
        Assert.Contains("Over the test period 2,160,000 USD saved.", page.Answers[2].Detail, StringComparison.Ordinal);
        Assert.Contains("0.8712 [0.8651, 0.8769]", page.Answers[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_gate_is_bad_news_on_the_first_screen()
    {
        var failed = Whole.GateVerdicts[0] with { Decision = Decision.Fail };
        var page = RunReport.Page(Whole with { GateVerdicts = [failed, .. Whole.GateVerdicts.Skip(1)], Version = Whole.Version! with { Stage = Stage.None } });

        Assert.Equal(Tone.Bad, page.Banner!.Tone);
        Assert.Equal("No", page.Answers[0].Reply);
        Assert.Equal("No, version 3 is in None", page.Answers[1].Reply);
        Assert.Equal(Mark.Fail, page.Sections.Single(section => section.Title == "Gates and promotion").Mark);
    }

    [Fact]
    public void A_model_that_costs_more_than_none_is_not_sold_as_a_saving()
    {
        var business = new MetricEstimate(2, 1, 3);
        var baselines = Whole.Evaluation!.Baselines.Select(baseline => baseline with
        {
            Differences = new Dictionary<string, MetricEstimate>(baseline.Differences) { ["business_value"] = business },
        });
        var page = RunReport.Page(Whole with { Evaluation = Whole.Evaluation with { Baselines = [.. baselines] } });

        Assert.Equal("2.00 USD lost per flight", page.Answers[2].Reply);
        Assert.Equal(Tone.Bad, page.Answers[2].Tone);
    }

    [Fact]
    public void Without_gates_nothing_is_called_good()
    {
        var page = RunReport.Page(Whole with { GateVerdicts = [] });

        Assert.Equal(Tone.Neutral, page.Banner!.Tone);
        Assert.Equal("Not judged", page.Answers[0].Reply);
    }

    [Fact]
    public void A_run_that_did_nothing_says_so_in_every_section()
    {
        var html = RunReport.Html(new RunReportInput("empty", SampleRun.Now));
        var page = RunReport.Page(new RunReportInput("empty", SampleRun.Now));

        Assert.Equal(13, page.Sections.Count);
        Assert.Equal(12, html.Split("Not run:").Length - 1);
        Assert.All(page.Answers, answer => Assert.Equal(Tone.Neutral, answer.Tone));
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_report_is_written_when_a_part_is_missing(string part)
    {
        var input = Whole with { };
        typeof(RunReportInput).GetProperty(part)!.SetValue(input, null);

        Assert.Equal(13, RunReport.Page(input).Sections.Count);
        Assert.NotEqual("", RunReport.Html(input));
    }

    [Fact]
    public void A_warning_that_fails_does_not_fail_the_data()
    {
        var data = RunReport.Page(Whole).Sections.Single(section => section.Title == "Data");

        Assert.Contains(Whole.Checks!.Results, result => result is { Severity: "warning", Decision: Decision.Fail });
        Assert.Equal(Mark.Pass, data.Mark);
    }

    [Fact]
    public void A_check_that_was_not_evaluated_is_not_a_pass()
    {
        var checks = Whole.Checks! with { Results = [Whole.Checks!.Results[0] with { Decision = Decision.NotEvaluated, FailingShare = null }] };

        Assert.Equal(Mark.NotEvaluated, RunReport.Page(Whole with { Checks = checks }).Sections.Single(section => section.Title == "Data").Mark);
    }

    [Fact]
    public void Parameters_are_told_as_used_and_trials_in_order()
    {
        var model = Whole.Model! with
        {
            Parameters = new Dictionary<string, double> { ["gamma"] = 0.25 },
            Trials = [new(1, new Dictionary<string, double> { ["max_depth"] = 6 }, 99, "validation.roc_auc", 0.8788)],
        };
        var text = ReadPage.Text(RunReport.Html(Whole with { Model = model }));

        Assert.Contains("gamma 0.25", text, StringComparison.Ordinal);
        Assert.Contains("1 max_depth=6 100 ROC AUC 0.8788", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_stand_in_the_same_order_however_they_were_stored()
    {
        var candidate = Whole.Evaluation!.Candidate with { Metrics = new SortedDictionary<string, MetricEstimate>(Whole.Evaluation.Candidate.Metrics.ToDictionary()) };
        var table = RunReport.Page(Whole with { Evaluation = Whole.Evaluation with { Candidate = candidate } })
            .Sections.Single(section => section.Title == "Evaluation").Blocks.OfType<TableBlock>().First();

        Assert.Equal(["ROC AUC", "PR AUC", "Log loss"], table.Rows.Take(3).Select(row => row[0].Text));
    }

    [Fact]
    public void A_check_does_not_repeat_its_name_in_its_reason()
    {
        var check = Whole.Checks!.Results[2] with { Name = "between(distance)", Reason = "between(distance): all rows pass." };
        var text = ReadPage.Text(RunReport.Html(Whole with { Checks = Whole.Checks with { Results = [check] } }));

        Assert.Contains("between(distance) error 0 0% 0% pass All rows pass.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_slice_is_not_held_to_the_floor()
    {
        var text = ReadPage.Text(RunReport.Html(Whole));

        Assert.Contains("origin_airport=YUM 412 26.2% 0.8460 0.6740 0.1010 0.5500 0.7100 too few rows", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Less_cost_and_less_loss_are_told_as_better()
    {
        var text = ReadPage.Text(RunReport.Html(Whole));

        Assert.Contains("Log loss −0.1818 [−0.1949, −0.1691] better", text, StringComparison.Ordinal);
        Assert.Contains("Cost of missed connections USD per flight −4.21 [−4.22, −4.20] better", text, StringComparison.Ordinal);
        Assert.Contains("Recall −0.2567 [−0.2698, −0.2440] worse", text, StringComparison.Ordinal);
        Assert.Contains("−0.0117 [−0.0248, +0.0010] undecided", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_chart_of_a_whole_report_has_data_and_a_title()
    {
        var html = RunReport.Html(Whole);
        var charts = ReadPage.Charts(html);

        Assert.Equal(7 + 2 + 2 + 4 + 1 + 9, charts.Count);
        Assert.Equal(charts.Count, html.Split("role=\"img\" aria-label=\"").Length - 1);
        Assert.Equal(charts.Count, html.Split("<noscript>").Length - 1);
        Assert.All(charts, chart => Assert.Contains(chart.GetProperty("series").EnumerateArray(), series => series.GetProperty("data").GetArrayLength() > 0));
    }

    [Fact]
    public void The_same_run_gives_the_same_bytes() => Assert.Equal(RunReport.Html(SampleRun.Whole()), RunReport.Html(SampleRun.Whole()));

    [Fact]
    public void A_hostile_column_name_stays_a_name()
    {
        const string Name = "</script><script>alert(1)</script>";
        var column = Whole.Profile!.Columns[0] with { Name = Name };
        var drifted = Whole.Drift!.Features[0] with { Feature = Name };
        var html = RunReport.Html(Whole with
        {
            Profile = Whole.Profile with { Columns = [column] },
            Drift = Whole.Drift with { Features = [drifted] },
            Evaluation = Whole.Evaluation! with { Importance = [new FeatureImportance(Name, 0.1, 10)], Slices = [Whole.Evaluation.Slices[0] with { Slice = Name }] },
        });

        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Equal(2, ReadPage.Scripts(html).Count);
        Assert.Contains(Name, ReadPage.Text(html), StringComparison.Ordinal);
    }
}
