using Millrace.Monitoring.Contracts;
using Millrace.Reports.Charts;
using Millrace.Reports.Numbers;
using Millrace.Reports.Pages;

namespace Millrace.Server.Reporting;

/// <summary>One feature on both sides.</summary>
internal static class DriftPanel
{
    private const int MostLabels = 24;

    public static Panel Of(FeatureDrift feature, string title, DriftReport drift)
    {
        var (labels, reference, current) = Shortened(feature);
        double? effect = feature.Effect;
        return new Panel(title,
        [
            new ChartBlock(new PairedHistogram(
                $"{Words.Effect(feature.EffectName)} {HumanNumber.Fixed(effect, 3)}, bound {HumanNumber.Number(feature.Bound)}",
                new Axis(feature.Feature), labels, new HistogramSide(drift.ReferenceName, reference), new HistogramSide(drift.CurrentName, current))
            { IsSmall = true }),
        ])
        { Mark = RunReport.MarkOf(feature.Decision), MarkWords = DriftSection.StateOf(feature) };
    }

    /// <summary>The most frequent categories, and the others together; bins of numbers are all kept.</summary>
    private static (IReadOnlyList<string> Labels, IReadOnlyList<double> Reference, IReadOnlyList<double> Current) Shortened(FeatureDrift feature)
    {
        var all = feature.Histogram;
        if (feature.Kind != "text" || all.Labels.Count <= MostLabels || all.Reference.Count != all.Labels.Count || all.Current.Count != all.Labels.Count)
        {
            return (all.Labels, all.Reference, all.Current);
        }

        var kept = Enumerable.Range(0, all.Labels.Count).OrderByDescending(i => Math.Max(all.Reference[i], all.Current[i])).Take(MostLabels - 1).ToHashSet();
        IEnumerable<T> Kept<T>(IReadOnlyList<T> values) => values.Where((_, index) => kept.Contains(index));
        return (
            [.. Kept(all.Labels), "others"],
            [.. Kept(all.Reference), 1 - Kept(all.Reference).Sum()],
            [.. Kept(all.Current), 1 - Kept(all.Current).Sum()]);
    }
}
