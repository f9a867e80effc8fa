using Millrace.Features.Contracts;
using Millrace.Training.Contracts;
using Millrace.Workflows.Compile;
using Millrace.Workflows.Language;

namespace Millrace.Workflows.Rules;

/// <summary>Transforms and slices are about features that exist and have the right type.</summary>
internal static class TrainingRules
{
    public static void Check(RuleScope scope)
    {
        var training = scope.File.Training;
        foreach (var (index, transform) in training.Preprocessing.Index())
        {
            CheckTransform(scope, $"training.preprocessing[{index}]", transform);
        }

        CheckTextsAreEncoded(scope, training);
        CheckConflicts(scope, training);
        foreach (var (index, slice) in training.Evaluation.Slices.Index())
        {
            CheckSlice(scope, $"training.evaluation.slices[{index}]", slice);
        }

        EngineRules.Check(scope, training);
    }

    private static void CheckTransform(RuleScope scope, string path, Transform transform)
    {
        foreach (var (index, name) in transform.Features.Index())
        {
            var at = $"{path}.features[{index}]";
            if (scope.Refer(at, "feature", name, scope.Features.Known)
                && transform is not CategoryTransform
                && scope.Features.Find(name) is { IsText: true })
            {
                scope.Report(at, WorkflowProblems.Contradiction(
                    $"'{path}': {transform.Chosen} needs numbers, but '{name}' is a text.", "Use ordinal or one_hot for texts."));
            }
        }
    }

    private static void CheckTextsAreEncoded(RuleScope scope, TrainingSection training)
    {
        if (!scope.AreSound("training.preprocessing"))
        {
            return;
        }

        var encoded = training.Preprocessing.OfType<CategoryTransform>().SelectMany(transform => transform.Features).ToHashSet();
        foreach (var feature in scope.Features.All.Where(feature => feature.IsText && !encoded.Contains(feature.Name)))
        {
            scope.ReportKey(feature.Path, WorkflowProblems.Contradiction(
                $"The feature '{feature.Name}' is a text, which no engine takes as it is.",
                $"Add to training.preprocessing: - {{ transform: ordinal, features: [{feature.Name}] }}"));
        }
    }

    // What a feature may not go through twice is the training module's knowledge.
    private static void CheckConflicts(RuleScope scope, TrainingSection training)
    {
        if (scope.IsReported("training.preprocessing") || !scope.Features.Known.IsWhole)
        {
            return;
        }

        var types = scope.Features.All.DistinctBy(feature => feature.Name)
            .ToDictionary(feature => feature.Name, feature => feature.IsText ? FeatureType.Text : FeatureType.Number);
        foreach (var problem in TrainingVocabulary.Check(TrainingSpecs.Preprocessing(training), types).Take(1))
        {
            scope.ReportKey("training.preprocessing", problem);
        }
    }

    private static void CheckSlice(RuleScope scope, string path, Slice slice)
    {
        if (!scope.Refer($"{path}.feature", "feature", slice.Feature, scope.Features.Known))
        {
            return;
        }

        if (slice is { Top: null, Bins: null } or { Top: not null, Bins: not null })
        {
            scope.ReportKey(path, WorkflowProblems.Contradiction(
                $"'{path}' must have either 'top' (for texts) or 'bins' (for numbers).", "Write top: 10, or bins: [0, 6, 12, 18, 24]."));
        }
        else if (slice.Bins is { } bins && bins.Zip(bins.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            scope.Report($"{path}.bins", WorkflowProblems.Contradiction($"The edges of '{path}.bins' must ascend."));
        }
        else if (slice.Bins is not null && scope.Features.Find(slice.Feature) is { IsText: true })
        {
            scope.Report($"{path}.bins", WorkflowProblems.Contradiction($"'{slice.Feature}' is a text and has no bins.", "Write top: 10."));
        }
    }
}
