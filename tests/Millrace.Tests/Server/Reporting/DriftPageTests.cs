using Millrace.Kernel.Verdicts;
using Millrace.Monitoring.Contracts;
using Millrace.Reports.Pages;
using Millrace.Server.Reporting;

namespace Millrace.Tests.Server.Reporting;

public sealed class DriftPageTests
{
    [Fact]
    public void Two_files_are_named_without_their_folders()
    {
        var page = DriftPage.Page(SampleDrift.Report("/data/spring.csv", "/data/june.csv"), SampleRun.Now);

        Assert.Equal("june.csv against spring.csv", page.Title);
        Assert.DoesNotContain("/data/", DriftPage.Html(SampleDrift.Report("/data/spring.csv", "/data/june.csv"), SampleRun.Now), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_files_of_the_same_name_keep_their_folders() => Assert.Equal(
        "/june/a.csv against /may/a.csv", DriftPage.Page(SampleDrift.Report("/may/a.csv", "/june/a.csv"), SampleRun.Now).Title);

    [Fact]
    public void Features_are_ordered_by_how_often_their_effect_holds_its_bound()
    {
        var report = SampleDrift.Report();
        var small = report.Features[0] with { Feature = "small", Effect = 0.2, Bound = 0.1 };
        var strict = report.Features[0] with { Feature = "strict", Effect = 0.15, Bound = 0.01 };
        var undefined = report.Features[0] with { Feature = "undefined", Effect = double.NaN, Decision = Decision.NotEvaluated };
        var page = DriftPage.Page(report with { Features = [undefined, small, strict] }, SampleRun.Now);
        var table = page.Sections.Single().Blocks.OfType<TableBlock>().Single();

        Assert.Equal(["strict", "small", "undefined"], table.Rows.Select(row => row[0].Text));
        Assert.Equal([Mark.Fail, Mark.Fail, Mark.NotEvaluated], table.Rows.Select(row => row[^1].Mark!.Value));
    }

    [Fact]
    public void Many_categories_are_drawn_as_the_largest_and_the_others()
    {
        var text = SampleDrift.Report().Features.Single(feature => feature.Feature == "origin_airport");
        var page = DriftPage.Page(SampleDrift.Report() with { Features = [text], Prediction = null }, SampleRun.Now);
        var chart = page.Sections.Single().Blocks.OfType<GridBlock>().Single().Panels.Single().Blocks.OfType<ChartBlock>().Single().Chart;
        var table = chart.ToTable();

        Assert.Equal(24, table.Rows.Count);
        Assert.Equal("others", table.Rows[^1][0]);
    }

    [Fact]
    public void Nothing_evaluated_is_not_called_stable()
    {
        var report = SampleDrift.Report() with { Features = [], Verdicts = [], Prediction = null, Concept = null, PredictionSigmas = null };
        var page = DriftPage.Page(report, SampleRun.Now);

        Assert.Equal(Tone.Neutral, page.Banner!.Tone);
        Assert.Equal("Not decided.", page.Banner.Headline);
    }

    [Fact]
    public void Stable_columns_are_good_news()
    {
        var report = SampleDrift.Report();
        var stable = report with
        {
            Features = [.. report.Features.Select(feature => feature with { Decision = Decision.Pass })],
            Verdicts = [report.Verdicts[0] with { Decision = Decision.Pass }],
        };

        Assert.Equal(("No column drifted.", Tone.Good), (DriftPage.Page(stable, SampleRun.Now).Banner!.Headline, DriftPage.Page(stable, SampleRun.Now).Banner!.Tone));
    }

    [Fact]
    public void A_trigger_is_told_with_its_state()
    {
        var section = RunReport.Page(SampleRun.Whole()).Sections.Single(part => part.Title == "Retraining");
        var row = section.Blocks.OfType<TableBlock>().Single().Rows[0];

        Assert.Equal(["Data drift", "fires", "50 % of the features drifted, 20 % asked for"], row.Select(cell => cell.Text));
    }
}
