using System.Globalization;
using System.Text;
using Millrace.Benchmarks.Measuring;

namespace Millrace.Benchmarks.Publishing;

/// <summary>The figures for a README.</summary>
internal static class MarkdownTable
{
    /// <summary>Writes a table for each benchmark, with machine and command below.</summary>
    public static string Of(IReadOnlyList<BenchmarkFigures> benchmarks, Machine machine, string command, bool isQuick, int rounds)
    {
        var text = new StringBuilder();
        foreach (var benchmark in benchmarks.Where(benchmark => benchmark.Figures.Count > 0))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"**{benchmark.Name}**: {benchmark.Title}").AppendLine();
            text.AppendLine("| task | measured | Millrace | peer | ratio | target |");
            text.AppendLine("|---|---|---|---|---|---|");
            var before = "";
            foreach (var figure in benchmark.Figures)
            {
                text.AppendLine(Row(figure, figure.Subject == before ? "" : figure.Subject));
                before = figure.Subject;
            }

            text.AppendLine();
        }

        text.AppendLine("Median (min..max). Ratio: how many times as good as the peer, median of the rounds; under 1 we lose.");
        text.AppendLine(CultureInfo.InvariantCulture, $"`{command}`: {rounds} rounds, sides in turn. {machine}.");
        if (isQuick)
        {
            text.AppendLine("**Quick run: small sizes and few rounds; these figures say nothing.**");
        }

        return text.ToString();
    }

    private static string Row(Figure figure, string subject)
    {
        var unit = figure.Metric.Unit;
        var peer = figure.Peer is null ? "not installed" : $"{figure.PeerName}: {Text(figure.Peer, unit)}";
        var target = figure.LeastRatio is { } least ? $"≥ {least.ToString(CultureInfo.InvariantCulture)}×"
            : figure.Most is { } most ? $"≤ {most.ToString(CultureInfo.InvariantCulture)} {unit}"
            : "";
        return $"| {subject} | {figure.Metric.Name} | {figure.OursName}: {Text(figure.Ours, unit)} | {peer} | "
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
