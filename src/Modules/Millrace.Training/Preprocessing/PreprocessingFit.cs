using Millrace.DuckDb;
using Millrace.Features.Contracts;
using Millrace.Kernel.Problems;
using Millrace.Onnx;
using Millrace.Training.Contracts;
using Millrace.Training.Rows;

namespace Millrace.Training.Preprocessing;

/// <summary>Learns from train, and from train only, how raw features become columns.</summary>
internal static class PreprocessingFit
{
    /// <summary>Fits the transforms; a number without one passes as it is, a text is made ordinal.</summary>
    /// <param name="transforms">Those of the workflow, which follow <see cref="TransformRules"/>.</param>
    /// <param name="features">The model's inputs, in order.</param>
    /// <param name="train">The part to learn from.</param>
    /// <param name="ct">Stops it.</param>
    public static Outcome<Onnx.Preprocessing> Fit(
        IReadOnlyList<TransformSpec> transforms, IReadOnlyList<FeatureInfo> features, PartReader train, CancellationToken ct)
    {
        var problems = TransformRules.Check(transforms, features.ToDictionary(feature => feature.Name, feature => feature.Type, StringComparer.Ordinal));
        if (problems.Count > 0 || features.Count == 0)
        {
            return Outcome<Onnx.Preprocessing>.Failed(problems.Count > 0 ? problems : [TrainingProblems.NoFeatures()]);
        }

        try
        {
            return new Onnx.Preprocessing([.. features.Select(feature => FitOne(
                feature, [.. transforms.Where(transform => transform.Features.Contains(feature.Name))], train, ct))]);
        }
        catch (ProblemException expected)
        {
            return Outcome<Onnx.Preprocessing>.Failed(expected.Problems);
        }
    }

    /// <summary>The categories of a text in train, the most frequent first, equally frequent ones by name.</summary>
    public static string[] Categories(FeatureInfo feature, PartReader train, CancellationToken ct)
    {
        var name = DuckSql.QuoteIdentifier(feature.Name);
        var counted = (TextColumn)train.Aggregate(
            $"SELECT {name}::VARCHAR FROM part WHERE coalesce({name}::VARCHAR, '') <> '' GROUP BY 1 ORDER BY count(*) DESC, 1", ct)[0];
        return counted.RowCount > 0
            ? [.. counted.Codes.Select(code => counted.Dictionary[code])]
            : throw new ProblemException(TrainingProblems.EmptyFeature(feature.Name, train.RowCount));
    }

    private static FeatureTransform FitOne(
        FeatureInfo feature, IReadOnlyList<TransformSpec> transforms, PartReader train, CancellationToken ct)
    {
        if (feature.Type == FeatureType.Text)
        {
            var categories = Categories(feature, train, ct);
            return transforms.Any(transform => transform.Transform == "one_hot")
                ? new OneHotTransform(feature.Name, categories)
                : new OrdinalTransform(feature.Name, categories);
        }

        return transforms.FirstOrDefault(transform => transform.Transform == "datetime_parts") is { } time
            ? new DateTimeTransform(feature.Name, Parts(time))
            : FitNumber(feature, transforms, train, ct);
    }

    private static NumericTransform FitNumber(
        FeatureInfo feature, IReadOnlyList<TransformSpec> transforms, PartReader train, CancellationToken ct)
    {
        var fitted = new NumericTransform(feature.Name);
        if (transforms.Count == 0)
        {
            return fitted;
        }

        var column = (DoubleColumn)train.Columns([$"{DuckSql.QuoteIdentifier(feature.Name)}::DOUBLE"], ct)[0];
        var summary = ColumnSummary.Of(column.Values);
        if (summary.Count == 0)
        {
            throw new ProblemException(TrainingProblems.EmptyFeature(feature.Name, train.RowCount));
        }

        return transforms.Aggregate(fitted, (current, transform) => transform.Transform switch
        {
            "impute_mean" => current with { Impute = summary.Mean },
            "impute_median" => current with { Impute = summary.Median },
            "impute_constant" => current with { Impute = transform.Value },
            "missing_indicator" => current with { HasMissingIndicator = true },
            "standard_scale" => current.Standardized(summary.Mean, summary.Deviation),
            "min_max_scale" => current.Rescaled(summary.Min, summary.Max),
            _ => current,
        });
    }

    private static IReadOnlyList<DateTimePart> Parts(TransformSpec time) =>
        [.. (time.Parts ?? TrainingVocabulary.DateTimeParts).Select(part => Enum.Parse<DateTimePart>(part, ignoreCase: true))];
}
