using Millrace.Workflows.Language;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.DesignVerdicts;

/// <summary>Is enough recorded to do any run again and to compare the result?</summary>
internal static class ReproducibilityQuestion
{
    private const string Lines = """
        tracking:
          experiment: my-experiment
          log: [parameters, metrics, artifacts, dataset, features, environment, git, seed]
        """;

    public static Finding Judge(DesignEvidence design)
    {
        if (design.File.Tracking is not { } tracking)
        {
            return Finding.Missing("tracking", Lines);
        }

        var needed = Enum.GetValues<Tracked>();
        var missing = needed.Except(tracking.Log).Select(item => WordShape.Of(item)).ToList();
        var evidence = new List<string>
        {
            $"experiment {tracking.Experiment} records {Said.And([.. tracking.Log.Select(item => WordShape.Of(item))])}",
            Said.Invariant($"seed {design.File.Training.Seed} for training, {design.File.Training.Evaluation.Bootstrap.Seed} for resamples"),
            "sources are named by the SHA-256 of their bytes; expressions that answer differently each time are refused",
        };
        if (design.Run.Model is { } model)
        {
            evidence.Add($"last run {model.RunId}: training set {model.TrainingSet.Short}, feature definitions {model.FeatureSet.Short}, split {model.Split.Short}");
        }

        var finding = missing.Count > 0
            ? Finding.Fail($"A run cannot be made again or compared without {Said.And(missing)}.", $"Write:\ntracking:\n  log: [{string.Join(", ", needed.Select(item => WordShape.Of(item)))}]", evidence)
            : Finding.Pass("Data, definitions, parameters, code, environment and seed of every run are recorded.", evidence);
        return finding with { Metric = "tracked_items", Observed = needed.Length - missing.Count, Bound = needed.Length };
    }
}
