using System.Globalization;

namespace Millrace.XGBoost;

/// <summary>Reads the library's report of one round: <c>[7]\t0-logloss:0.31\t0-auc:0.77\t1-logloss:0.35</c>.</summary>
internal static class EvaluationText
{
    /// <summary>Splits the report; data sets are numbered in it, because a name may itself hold a dash or colon.</summary>
    internal static IReadOnlyList<XgbEvaluation> Parse(string report, IReadOnlyList<string> names)
    {
        var evaluations = new List<XgbEvaluation>();
        foreach (var entry in report.Split('\t').Skip(1))
        {
            var dash = entry.IndexOf('-', StringComparison.Ordinal);
            var colon = entry.LastIndexOf(':');
            var set = int.Parse(entry.AsSpan(0, dash), CultureInfo.InvariantCulture);
            evaluations.Add(new XgbEvaluation(names[set], entry[(dash + 1)..colon], Number(entry[(colon + 1)..])));
        }

        return evaluations;
    }

    private static double Number(string text) => text switch
    {
        "nan" or "-nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
