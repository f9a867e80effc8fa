using System.Security.Cryptography;
using System.Text;
using Millrace.Reports;
using Millrace.Reports.Charts;
using Millrace.Reports.Pages;

namespace Millrace.Tests.Reports;

public sealed class HtmlReportTests
{
    private const string Hostile = """</script><script>alert(1)</script><img src=x onerror="alert('2')">&{b}</noscript>""";

    [Fact]
    public void Hostile_text_stays_text_wherever_a_page_can_hold_it()
    {
        var html = HtmlReport.Render(HostilePage());

        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", ReadPage.Markup(html), StringComparison.Ordinal);
        Assert.Equal(2, ReadPage.Scripts(html).Count);
        Assert.Contains(Hostile, ReadPage.Text(html), StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_text_reaches_a_chart_unchanged()
    {
        var html = HtmlReport.Render(HostilePage());

        Assert.All(ReadPage.Charts(html), chart => Assert.Contains("alert(1)", chart.GetRawText(), StringComparison.Ordinal));
        Assert.All(ReadPage.Charts(html), chart => Assert.DoesNotContain('<', chart.GetRawText()));
        Assert.Equal(Hostile, ReadPage.Charts(html)[0].GetProperty("series")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void A_page_refers_to_nothing_outside_itself()
    {
        var html = HtmlReport.Render(HostilePage());
        var markup = ReadPage.Markup(html);

        Assert.DoesNotMatch("""(src|href|action|data)\s*=\s*"(?!#)""", markup.Replace("data-chart=", "", StringComparison.Ordinal));
        Assert.DoesNotContain("url(", html[html.IndexOf("<style>", StringComparison.Ordinal)..html.IndexOf("</style>", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", markup, StringComparison.Ordinal);
        Assert.Contains("default-src &#x27;none&#x27;", markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_policy_allows_exactly_the_scripts_of_the_page()
    {
        var html = HtmlReport.Render(HostilePage());
        var policy = System.Net.WebUtility.HtmlDecode(html[..html.IndexOf("<title>", StringComparison.Ordinal)]);

        foreach (var script in ReadPage.Scripts(html))
        {
            Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'", policy, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("script-src 'unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_pages_give_equal_bytes() => Assert.Equal(HtmlReport.Render(HostilePage()), HtmlReport.Render(HostilePage()));

    [Fact]
    public void A_page_without_charts_leaves_the_chart_library_out()
    {
        var html = HtmlReport.Render(new ReportPage("Plain") { Sections = [new Section("One", [new TextBlock("Words.")])] });

        Assert.True(html.Length < 100_000, $"The page has {html.Length} characters.");
        Assert.Empty(ReadPage.Charts(html));
    }

    [Fact]
    public void A_chart_without_data_is_said_not_drawn()
    {
        var html = HtmlReport.Render(new ReportPage("Plain")
        {
            Sections = [new Section("One", [new ChartBlock(new LineChart("Nothing yet", new Axis("x"), new Axis("y"), []))])],
        });

        Assert.Empty(ReadPage.Charts(html));
        Assert.Contains("Nothing yet No data to draw.", ReadPage.Text(html), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_table_keeps_all_rows_and_offers_the_folded_ones()
    {
        var rows = Enumerable.Range(0, 40).Select(i => (IReadOnlyList<Cell>)[$"row {i}"]).ToList();
        var html = HtmlReport.Render(new ReportPage("Plain") { Sections = [new Section("One", [new TableBlock("Many", [new("Name")], rows)])] });

        Assert.Equal(25, html.Split("class=\"folded\"").Length - 1);
        Assert.Contains("Show all 40 rows", html, StringComparison.Ordinal);
        Assert.Contains("row 39", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_decision_is_told_in_words()
    {
        var html = HtmlReport.Render(new ReportPage("Plain")
        {
            Sections = [new Section("One", [new VerdictsBlock([.. Enum.GetValues<Mark>().Select(mark => new VerdictLine(mark, $"is {mark}", "because"))])])],
        });

        Assert.All(["pass is Pass", "fail is Fail", "inconclusive is Inconclusive", "not evaluated is NotEvaluated"],
            words => Assert.Contains(words, ReadPage.Text(html), StringComparison.Ordinal));
    }

    private static ReportPage HostilePage() => new(Hostile)
    {
        Kicker = Hostile,
        Subtitle = Hostile,
        Footer = Hostile,
        Facts = [new Fact(Hostile, Hostile)],
        Banner = new Banner(Tone.Bad, Hostile, Hostile),
        Answers = [new Answer(Hostile, Hostile, Tone.Good, Hostile)],
        Sections =
        [
            new Section(Hostile, [.. AllCharts.Of(Hostile).Select(chart => new ChartBlock(chart))]) { Lead = Hostile, Mark = Mark.Fail },
            new Section("Blocks",
            [
                new TextBlock(Hostile), new HeadingBlock(Hostile), new NoteBlock(Tone.Attention, Hostile),
                new FiguresBlock([new Figure(Hostile, Hostile, Hostile)]), new FactsBlock([new Fact(Hostile, Hostile) { IsCode = true }]),
                new VerdictsBlock([new VerdictLine(Mark.Pass, Hostile, Hostile)]),
                new TableBlock(Hostile, [new(Hostile)], [[new Cell(Hostile) { Note = Hostile, Mark = Mark.Inconclusive }]]),
                new TableBlock(Hostile, [new(Hostile)], []) { WhenEmpty = Hostile },
                new GridBlock([new Panel(Hostile, [new TextBlock(Hostile)]) { Note = Hostile, Mark = Mark.Pass, MarkWords = Hostile }], 3),
            ]),
        ],
    };
}
