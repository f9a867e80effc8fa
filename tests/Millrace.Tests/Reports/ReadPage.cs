using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Millrace.Tests.Reports;

/// <summary>Looks into a written page as a browser would, as far as these tests need it.</summary>
internal static partial class ReadPage
{
    /// <summary>The charts' options, parsed.</summary>
    public static IReadOnlyList<JsonElement> Charts(string html) =>
        [.. ChartData().Matches(html).Select(match => JsonDocument.Parse(match.Groups[1].Value).RootElement)];

    /// <summary>Contents of the scripts that run, in order.</summary>
    public static IReadOnlyList<string> Scripts(string html) => [.. RunningScript().Matches(html).Select(match => match.Groups[1].Value)];

    /// <summary>The page without what its scripts and styles hold.</summary>
    public static string Markup(string html) => Style().Replace(AnyScript().Replace(html, ""), "");

    /// <summary>The words a reader sees.</summary>
    public static string Text(string html) => WebUtility.HtmlDecode(Spaces().Replace(Tag().Replace(Markup(html).Replace("<wbr>", "", StringComparison.Ordinal), " "), " "));

    [GeneratedRegex("""<script type="application/json" id="[^"]*">(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex ChartData();

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex RunningScript();

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex AnyScript();

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
