using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Millrace.Registry.Cards;

/// <summary>Markdown as it grows. What users wrote cannot break out of its cell.</summary>
internal sealed class CardPage
{
    private readonly StringBuilder text = new();

    public void Line(string line = "") => text.Append(line).Append('\n');

    public void Heading(string heading)
    {
        Line();
        Line("## " + heading);
        Line();
    }

    /// <summary>A table; nothing when it has no row.</summary>
    public void Table(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string?>> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        Line($"| {string.Join(" | ", headers)} |");
        Line($"|{string.Concat(headers.Select(_ => "---|"))}");
        foreach (var row in all)
        {
            Line($"| {string.Join(" | ", row.Select(Plain))} |");
        }
    }

    /// <summary>Text of others in Markdown: on one line, and neither markup nor a table's border.</summary>
    public static string Plain(string? value) => value is null
        ? "–"
        : string.Join(' ', value.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
            .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal);

    /// <summary>Text of others in YAML: JSON's quotes are YAML's too.</summary>
    public static string Quoted(string value) => JsonSerializer.Serialize(value);

    public static string Number(double value) => value.ToString(Math.Abs(value) is 0 or (>= 0.001 and < 1e6) ? "0.####" : "0.###e+0", CultureInfo.InvariantCulture);

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public override string ToString() => text.ToString();
}
