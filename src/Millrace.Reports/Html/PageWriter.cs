using Millrace.Reports.Pages;

namespace Millrace.Reports.Html;

/// <summary>Writes a page from its first line to its last.</summary>
internal sealed class PageWriter(ReportPage page)
{
    private readonly HtmlWriter html = new();

    public string Write()
    {
        var blocks = new BlockWriter(html);
        html.Raw("<!DOCTYPE html>\n<html lang=\"en\">\n");
        Head();
        html.Open("body").Line().Raw("<a class=\"skip\" href=\"#content\">Skip to the content</a>\n");
        Contents();
        html.Open("main", null, ("id", "content")).Line();
        Masthead();
        for (var index = 0; index < page.Sections.Count; index++)
        {
            Section(page.Sections[index], index, blocks);
        }

        html.Element("footer", null, page.Footer).Close("main").Line();
        Scripts(blocks.HasCharts);
        return html.Raw("</body>\n</html>\n").ToString();
    }

    private void Head() => html.Open("head").Line()
        .Raw("<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .Raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
        .Open("meta", null, ("http-equiv", "Content-Security-Policy"), ("content", PageAssets.ContentSecurityPolicy)).Line()
        .Raw("<meta name=\"generator\" content=\"Millrace\">\n")
        .Element("title", null, page.Title).Line()
        .Raw("<style>\n").Raw(PageAssets.Style).Raw("</style>\n").Close("head").Line();

    private void Contents()
    {
        if (page.Sections.Count < 2)
        {
            return;
        }

        html.Open("nav", "contents", ("aria-label", "Contents")).Element("p", "contents-title", page.Title).Raw("<ol>");
        for (var index = 0; index < page.Sections.Count; index++)
        {
            var section = page.Sections[index];
            html.Open("li").Open("a", null, ("href", $"#{Anchor(index)}"));
            html.Open("span", "dot " + (section.Mark?.Tone().CssClass() ?? "none"), ("aria-hidden", "true")).Close("span");
            html.Text(section.Title);
            html.Element("span", "hidden", section.Mark is { } mark ? $" ({mark.Words()})" : null).Close("a").Close("li");
        }

        html.Raw("</ol>").Close("nav").Line();
    }

    private void Masthead()
    {
        html.Open("header", "masthead").Element("p", "kicker", page.Kicker).Element("h1", null, page.Title)
            .Element("p", "subtitle", page.Subtitle);
        if (page.Facts.Count > 0)
        {
            html.Open("dl", "meta");
            foreach (var fact in page.Facts)
            {
                html.Open("div").Element("dt", null, fact.Label).Element("dd", fact.IsCode ? "code" : null, fact.Value).Close("div");
            }

            html.Close("dl");
        }

        html.Close("header").Line();
        Banner();
        Answers();
    }

    private void Banner()
    {
        if (page.Banner is { } banner)
        {
            html.Open("section", "banner " + banner.Tone.CssClass(), ("aria-label", "Verdict")).Sign(banner.Tone)
                .Open("div").Element("p", "headline", banner.Headline).Element("p", null, banner.Detail).Close("div").Close("section").Line();
        }
    }

    private void Answers()
    {
        if (page.Answers.Count == 0)
        {
            return;
        }

        html.Open("section", "answers", ("aria-label", "Answers"));
        foreach (var answer in page.Answers)
        {
            html.Open("article", "answer " + answer.Tone.CssClass())
                .Element("h2", null, answer.Question)
                .Open("p", "reply").Sign(answer.Tone).Element("span", null, answer.Reply).Close("p")
                .Element("p", "detail", answer.Detail).Close("article");
        }

        html.Close("section").Line();
    }

    private void Section(Section section, int index, BlockWriter blocks)
    {
        html.Open("section", "part", ("id", Anchor(index)), ("aria-labelledby", Anchor(index) + "-title"))
            .Open("div", "part-title").Open("h2", null, ("id", Anchor(index) + "-title")).Text(section.Title).Close("h2");
        if (section.Mark is { } mark)
        {
            html.Badge(mark);
        }

        html.Close("div").Element("p", "lead", section.Lead).Line();
        blocks.Write(section.Blocks);
        html.Close("section").Line();
    }

    private void Scripts(bool hasCharts)
    {
        if (hasCharts)
        {
            html.Raw("<script>").Raw(PageAssets.Charts).Raw("</script>\n");
        }

        html.Raw("<script>").Raw(PageAssets.Script).Raw("</script>\n");
    }

    private static string Anchor(int index) => $"part-{index + 1}";
}
