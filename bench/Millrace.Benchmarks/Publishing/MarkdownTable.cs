using System.Globalization;
using System.Text;
using Millrace.Benchmarks.Measuring;

namespace Millrace.Benchmarks.Publishing;

/// <summary>The figures for a README.</summary>
internal static class MarkdownTable
{
    /// <summary>Writes the table with the machine and the command below it.</summary>
    public static string Of(IReadOnlyList<Figure> figures, Machine machine, string command, bool isQuick, int rounds)
    {
        var text = new StringBuilder();
        text.AppendLine("| task | measured | Millrace | peer | ratio | target |");
        text.AppendLine("|---|---|---|---|---|---|");
        foreach (var figure in figures)
        {
            text.AppendLine(Row(figure));
        }

        text.AppendLine();
        text.AppendLine("Median (min..max). Ratio: how many times as good as the peer, median of the rounds; under 1 we lose.");
        text.AppendLine(CultureInfo.InvariantCulture, $"`{command}`, {rounds} rounds, sides in turn. {machine}.");
        if (isQuick)
        {
            text.AppendLine("**Quick run: small sizes and few rounds; these figures say nothing.**");
        }

        return text.ToString();
    }

    private static string Row(Figure figure)
    {
        var unit = figure.Metric.Unit;
        var peer = figure.Peer is null ? "not installed" : $"{figure.PeerName}: {Text(figure.Peer, unit)}";
        var target = figure.LeastRatio is { } least ? $"≥ {least.ToString(CultureInfo.InvariantCulture)}×"
            : figure.Most is { } most ? $"≤ {most.ToString(CultureInfo.InvariantCulture)} {unit}"
            : "";
        return $"| {figure.Subject} | {figure.Metric.Name} | {figure.OursName}: {Text(figure.Ours, unit)} | {peer} | "
            + $"{(figure.Ratio is null ? "" : Text(figure.Ratio, "×"))} | {target}{(figure.IsMet == false ? " **missed**" : "")} |";
    }

    private static string Text(Sample sample, string unit)
    {
        var space = unit == "×" ? "" : " ";
        return $"{Number(sample.Median)}{space}{unit} ({Number(sample.Min)}..{Number(sample.Max)})";
    }

    // Three digits say more than the noise leaves anyway.
    private static string Number(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 100 => value.ToString("#,##0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("G3", CultureInfo.InvariantCulture),
    };
}
