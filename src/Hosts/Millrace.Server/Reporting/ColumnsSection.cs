using Millrace.Data.Contracts;
using Millrace.Reports.Charts;
using Millrace.Reports.Numbers;
using Millrace.Reports.Pages;

namespace Millrace.Server.Reporting;

/// <summary>What each column looks like.</summary>
internal static class ColumnsSection
{
    private const string Title = "Columns";
    private const int TopValueCount = 10;

    public static Section Of(RunReportInput input) => input.Profile is not { } profile
        ? RunReport.NotRun(Title, "the data was not profiled.")
        : new Section(Title, [new GridBlock([.. profile.Columns.Select(column => Panel(column, profile.RowCount))], 3)])
        {
            Lead = $"One pass over {HumanNumber.Count(profile.RowCount)} rows. Histograms hold all values; for text the most frequent are shown.",
        };

    private static Panel Panel(ColumnProfile column, long rowCount)
    {
        List<Block> blocks = [];
        if (Drawing(column) is { } chart)
        {
            blocks.Add(new ChartBlock(chart));
        }

        blocks.Add(new FactsBlock([.. Facts(column, rowCount)]));
        return new Panel(column.Name, blocks) { Note = column.Type };
    }

    private static Chart? Drawing(ColumnProfile column) => column switch
    {
        { Histogram: { Counts.Count: > 0 } histogram } => new Histogram(
            $"Distribution of {column.Name}", new Axis(column.Name), histogram.Edges, histogram.Counts) { IsSmall = true },
        { TopValues.Count: > 0 } => new BarChart(
            $"Most frequent values of {column.Name}", new Axis(column.Name), new Axis("Rows") { Style = NumberStyle.Count },
            [.. column.TopValues.Take(TopValueCount).Select(value => new Bar(value.Key, value.Value))]) { IsSmall = true },
        _ => null,
    };

    private static IEnumerable<Fact> Facts(ColumnProfile column, long rowCount)
    {
        yield return new Fact("Missing", HumanNumber.Percent(column.NullCount / (double)Math.Max(1, rowCount)));
        yield return new Fact("Distinct", HumanNumber.Count(column.DistinctCount));
        if (column.Min is { } min && column.Max is { } max)
        {
            yield return new Fact("Min", Value(min));
            yield return new Fact("Max", Value(max));
        }

        if (column.Mean is { } mean)
        {
            yield return new Fact("Mean", HumanNumber.Number(mean));
        }

        if (column.StandardDeviation is { } deviation)
        {
            yield return new Fact("Std dev", HumanNumber.Number(deviation));
        }
    }

    private static string Value(string text) =>
        double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? HumanNumber.Number(number)
        : text.Length <= 24 ? text
        : text[..23] + "…";
}
