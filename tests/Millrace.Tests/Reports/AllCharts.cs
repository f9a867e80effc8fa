using Millrace.Reports.Charts;

namespace Millrace.Tests.Reports;

/// <summary>One chart of every kind, all their words the same.</summary>
internal static class AllCharts
{
    public static IReadOnlyList<Chart> Of(string words) =>
    [
        new LineChart(words, new Axis(words) { Unit = words }, new Axis(words), [new LineSeries(words, [new(0, 0), new(0.5, double.NaN), new(1, 1)])])
        { Guides = [new GuideLine(words, Y: 0.5)], Caption = words },
        new BarChart(words, new Axis(words), new Axis(words), [new Bar(words, 3), new Bar(words, -1, Ink.Reference)]),
        new BarChart(words, new Axis(words), new Axis(words), [new Bar(words, 3)]) { IsHorizontal = true },
        new Histogram(words, new Axis(words), [0, 1, 2], [5, 7]),
        new PairedHistogram(words, new Axis(words), [words, "b"], new HistogramSide(words, [0.5, 0.5]), new HistogramSide(words, [0.25, 0.75])),
        new HeatmapChart(words, new Axis(words), [words], new Axis(words), [words], [new HeatCell(0, 0, 5, [words])]),
        new ForestChart(words, new Axis(words), [new ForestRow(words, 0.8, 0.7, 0.9), new ForestRow(words, double.NaN, double.NaN, double.NaN)])
        { Bound = new GuideLine(words, X: 0.75) },
    ];
}
