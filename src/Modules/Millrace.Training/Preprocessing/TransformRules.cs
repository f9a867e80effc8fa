using Millrace.Features.Contracts;
using Millrace.Kernel.Problems;
using Millrace.Training.Contracts;

namespace Millrace.Training.Preprocessing;

/// <summary>Which transforms fit which features, and which exclude each other.</summary>
internal static class TransformRules
{
    private static readonly string[][] Exclusive =
    [
        ["impute_mean", "impute_median", "impute_constant"],
        ["standard_scale", "min_max_scale"],
        ["one_hot", "ordinal"],
        .. new[] { "impute_mean", "impute_median", "impute_constant", "missing_indicator", "standard_scale", "min_max_scale" }
            .Select(number => new[] { "datetime_parts", number }),
    ];

    /// <summary>All problems; empty when there is none.</summary>
    public static IReadOnlyList<Problem> Check(
        IReadOnlyList<TransformSpec> transforms, IReadOnlyDictionary<string, FeatureType> features)
    {
        var problems = new List<Problem>();
        foreach (var transform in transforms)
        {
            problems.AddRange(CheckOne(transform, features));
        }

        foreach (var feature in transforms.SelectMany(transform => transform.Features).Distinct(StringComparer.Ordinal))
        {
            var names = transforms.Where(transform => transform.Features.Contains(feature)).Select(transform => transform.Transform).ToList();
            problems.AddRange(Exclusive
                .Select(group => names.Where(group.Contains).ToList())
                .Where(both => both.Count > 1)
                .Take(1)
                .Select(both => TrainingProblems.ConflictingTransforms(feature, both)));
        }

        return problems;
    }

    private static IEnumerable<Problem> CheckOne(TransformSpec transform, IReadOnlyDictionary<string, FeatureType> features)
    {
        var known = TrainingVocabulary.Transforms.FirstOrDefault(info => info.Name == transform.Transform);
        if (known is null)
        {
            yield return TrainingProblems.UnknownWord(
                "training.preprocessing.transform", transform.Transform, TrainingVocabulary.Transforms.Select(info => info.Name));
            yield break;
        }

        foreach (var feature in transform.Features)
        {
            if (!features.TryGetValue(feature, out var type))
            {
                yield return TrainingProblems.UnknownFeature("training.preprocessing", feature, features.Keys);
            }
            else if (!(type == FeatureType.Number ? known.ForNumbers : known.ForText))
            {
                yield return TrainingProblems.WrongTransform(known.Name, feature, type == FeatureType.Number ? "a number" : "text");
            }
        }

        if (transform is { Transform: "impute_constant", Value: null })
        {
            yield return TrainingProblems.TransformValueMissing(string.Join(", ", transform.Features));
        }

        var parts = transform.Parts ?? [];
        foreach (var part in parts.Where(part => !TrainingVocabulary.DateTimeParts.Contains(part)))
        {
            yield return TrainingProblems.UnknownWord("training.preprocessing.parts", part, TrainingVocabulary.DateTimeParts);
        }
    }
}
