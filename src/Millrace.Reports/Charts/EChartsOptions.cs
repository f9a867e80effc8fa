using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Millrace.Reports.Numbers;

namespace Millrace.Reports.Charts;

/// <summary>Parts that the charts' ECharts options share. What only the browser knows is an object with a single
/// <c>$</c> key, which no text from a user can be.</summary>
internal static class EChartsOptions
{
    private const int SignificantDigits = 7;

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        // Still escapes <, >, & and quotes: the text stands inside a script element.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>A custom property of the style sheet, so that light, dark and print have their own colours.</summary>
    public static CssColor Css(string property) => new(property);

    public static CssColor Color(Ink ink) => new(ink switch
    {
        Ink.Main => "--chart-main",
        Ink.Second => "--chart-second",
        _ => "--chart-reference",
    });

    /// <summary>A number format that the page's script knows, for tooltips.</summary>
    public static NumberFormat Format(NumberStyle style) => new(style.ToString().ToLowerInvariant());

    /// <summary>The same, shorter, for axes.</summary>
    public static NumberFormat AxisFormat(NumberStyle style) => new("axis-" + style.ToString().ToLowerInvariant());

    /// <summary>Finite and short: seven digits are more than a screen shows.</summary>
    public static double? Rounded(double value) => double.IsFinite(value)
        ? double.Parse(value.ToString("G" + SignificantDigits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : null;

    public static double?[] Point(double x, double y) => [Rounded(x), Rounded(y)];

    public static object Grid(bool isSmall, bool hasLegend = false) => isSmall
        ? new { left = 8, right = 8, top = hasLegend ? 28 : 8, bottom = 24 }
        : new { left = 16, right = 20, top = hasLegend ? 44 : 16, bottom = 28 };

    public static object? Legend(bool isShown) => isShown ? new { top = 0, left = 0, itemWidth = 18, itemHeight = 10 } : null;

    public static object Tooltip(string trigger, NumberStyle style) =>
        new { trigger, confine = true, valueFormatter = Format(style) };

    public static object ValueAxis(Axis axis, bool isVertical, bool isSmall = false, string? gap = null) => new
    {
        type = "value",
        boundaryGap = gap is null ? null : new[] { gap, gap },
        name = isSmall ? null : axis.Label,
        nameLocation = "middle",
        nameGap = isVertical ? 48 : 30,
        min = axis.Min,
        max = axis.Max,
        scale = axis.Min is null,
        splitNumber = isSmall ? 3 : 5,
        axisLabel = new { formatter = AxisFormat(axis.Style), hideOverlap = true },
    };

    public static object CategoryAxis(IReadOnlyList<string> labels, Axis axis, bool isVertical, bool isSmall = false) => new
    {
        type = "category",
        data = labels,
        name = isSmall ? null : axis.Label,
        nameLocation = "middle",
        nameGap = isVertical ? 48 : 30,
        inverse = isVertical,
        axisTick = new { show = false },
        splitLine = new { show = false },
        axisLabel = new
        {
            hideOverlap = true,
            interval = isVertical ? 0 : (int?)null,
            width = isVertical ? (isSmall ? 96 : 200) : (int?)null,
            overflow = isVertical ? "truncate" : null,
            fontSize = isVertical && isSmall ? 10 : 11,
        },
    };

    /// <summary>Adjoining bins, named by both edges and labelled by the lower one.</summary>
    public static object BinAxis(IReadOnlyList<string> labels, Axis axis, bool isSmall) => new
    {
        type = "category",
        data = labels,
        name = isSmall ? null : axis.Label,
        nameLocation = "middle",
        nameGap = 30,
        axisTick = new { show = false },
        splitLine = new { show = false },
        axisLabel = new { hideOverlap = true, formatter = new NumberFormat("axis-bin") },
    };

    public static string Serialize(object options) => JsonSerializer.Serialize(options, Json);
}

/// <summary>A colour by its name in the style sheet.</summary>
internal sealed record CssColor([property: JsonPropertyName("$css")] string Property);

/// <summary>A number format by its name in the page's script.</summary>
internal sealed record NumberFormat([property: JsonPropertyName("$format")] string Name);
