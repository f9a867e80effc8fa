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
    private const int LongLabel = 6;

    public static Section Of(RunReportInput input) => input.Profile is not { } profile
        ? RunReport.NotRun(Title, "the data was not profiled.")
        : new Section(Title, [new GridBlock([.. profile.Columns.Select(column => Panel(column, profile.RowCount))], 3)])
        {
            Lead = $"One pass over {HumanNumber.Count(profile.RowCount)} rows. The outermost bars of a histogram also count what lies beyond them; for text the most frequent values are shown.",
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
            $"Distribution of {column.Name}", new Axis(column.Name), histogram.Edges, histogram.Counts)
        { IsSmall = true },
        { TopValues.Count: > 0 } => new BarChart(
            $"Most frequent values of {column.Name}", new Axis(column.Name), new Axis("Rows") { Style = NumberStyle.Count },
            [.. column.TopValues.Take(TopValueCount).Select(value => new Bar(value.Key, value.Value))])
        { IsSmall = true, IsHorizontal = column.TopValues.Any(value => value.Key.Length > LongLabel) },
        _ => null,
    };

    private static IEnumerable<Fact> Facts(ColumnProfile column, long rowCount)
    {
        yield return new Fact("Missing", HumanNumber.Percent(column.NullCount / (double)Math.Max(1, rowCount)));
        yield return new Fact("Distinct", HumanNumber.Count(column.DistinctCount));
        // The first and last word of the alphabet tell nothing.
        if (column is { Min: { } min, Max: { } max, TopValues.Count: 0 })
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
