using System.Globalization;
using Millrace.DuckDb;
using Millrace.Features.Contracts;
using Millrace.Kernel.Problems;
using Millrace.Statistics.Classification;
using Millrace.Training.Contracts;
using Millrace.Training.Rows;

namespace Millrace.Training.Evaluation;

/// <summary>The candidate's metrics on parts of the test rows.</summary>
internal static class SliceMetrics
{
    /// <summary>Every slice that has rows, in the order asked for.</summary>
    /// <param name="test">The test part's scores.</param>
    /// <param name="part">The same rows.</param>
    /// <param name="features">What slices can be cut by.</param>
    /// <param name="spec">The slices.</param>
    /// <param name="threshold">The candidate's.</param>
    /// <param name="ct">Stops it.</param>
    public static Outcome<IReadOnlyList<SliceEvaluation>> Of(
        PartScores test, PartReader part, IReadOnlyList<FeatureInfo> features, EvaluateSpec spec, double threshold, CancellationToken ct)
    {
        var problems = spec.Slices.Select(slice => Check(slice, features)).OfType<Problem>().ToList();
        if (problems.Count > 0)
        {
            return Outcome<IReadOnlyList<SliceEvaluation>>.Failed(problems);
        }

        var values = BusinessValues.Of(spec.Problem.Business);
        var slices = new List<SliceEvaluation>();
        foreach (var slice in spec.Slices)
        {
            var column = part.Columns([$"{DuckSql.QuoteIdentifier(slice.Feature)}::{(slice.Top is null ? "DOUBLE" : "VARCHAR")}"], ct)[0];
            var groups = slice.Top is { } top ? TopValues(slice.Feature, (TextColumn)column, top) : Bins(slice, (DoubleColumn)column);
            slices.AddRange(groups.Select(group => Describe(group.Name, group.Rows, test, threshold, values)));
        }

        return slices;
    }

    private static Problem? Check(SliceSpec slice, IReadOnlyList<FeatureInfo> features)
    {
        var feature = features.FirstOrDefault(known => known.Name == slice.Feature);
        if (feature is null)
        {
            return TrainingProblems.UnknownFeature("training.evaluation.slices", slice.Feature, features.Select(known => known.Name));
        }

        return feature.Type == FeatureType.Text
            ? slice.Top is > 0 ? null : TrainingProblems.SliceDoesNotFit(slice.Feature, "top: COUNT, since it is text")
            : slice.Bins is { Count: > 1 } ? null : TrainingProblems.SliceDoesNotFit(slice.Feature, "bins: [EDGE, EDGE, …], since it is a number");
    }

    private static IEnumerable<(string Name, int[] Rows)> TopValues(string feature, TextColumn column, int top) => Enumerable
        .Range(0, column.RowCount)
        .Where(row => !column.IsNull(row))
        .GroupBy(row => column.Codes[row])
        .OrderByDescending(group => group.Count()).ThenBy(group => column.Dictionary[group.Key], StringComparer.Ordinal)
        .Take(top)
        .Select(group => ($"{feature}={column.Dictionary[group.Key]}", group.ToArray()));

    // Half-open, but for the last bin, which has its upper edge too.
    private static IEnumerable<(string Name, int[] Rows)> Bins(SliceSpec slice, DoubleColumn column)
    {
        for (var bin = 0; bin + 1 < slice.Bins!.Count; bin++)
        {
            var (low, high, isLast) = (slice.Bins[bin], slice.Bins[bin + 1], bin + 2 == slice.Bins.Count);
            var rows = Enumerable.Range(0, column.RowCount)
                .Where(row => column.Values[row] >= low && (column.Values[row] < high || (isLast && column.Values[row] == high)))
                .ToArray();
            if (rows.Length > 0)
            {
                yield return (string.Create(CultureInfo.InvariantCulture, $"{slice.Feature}=[{low}, {high}{(isLast ? ']' : ')')}"), rows);
            }
        }
    }

    private static SliceEvaluation Describe(string name, int[] rows, PartScores test, double threshold, OutcomeValues values)
    {
        var scores = test.Of(PartScores.Candidate).Rows(rows);
        return new SliceEvaluation(
            name, rows.Length, (double)scores.PositiveCount / rows.Length, MetricNames.Name(BinaryMetrics.Evaluate(scores, threshold, values)));
    }
}
