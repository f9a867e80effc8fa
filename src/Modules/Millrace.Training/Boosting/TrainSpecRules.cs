using Millrace.Kernel.Problems;
using Millrace.Training.Contracts;

namespace Millrace.Training.Boosting;

/// <summary>What a training's definition must fulfil before any row is read.</summary>
internal static class TrainSpecRules
{
    private const double MostGridPoints = 100_000;

    /// <summary>All problems; empty when there is none.</summary>
    public static IReadOnlyList<Problem> Check(TrainSpec spec) =>
    [
        .. Word("problem.type", spec.Problem.Type, TrainingVocabulary.ProblemTypes),
        .. TrainingVocabulary.Check(spec.Engine, spec.Parameters),
        .. Word("training.class_weights", spec.ClassWeights, TrainingVocabulary.ClassWeights),
        .. spec.EarlyStopping is null ? [] : Word("training.early_stopping.metric", spec.EarlyStopping.Metric, TrainingVocabulary.StoppingMetrics),
        .. AtLeastOne("training.early_stopping.rounds", spec.EarlyStopping?.Rounds ?? 1),
        .. AtLeastOne("training.checkpoint_every", spec.CheckpointEveryRounds),
        .. spec.Problem.Baselines.SelectMany(baseline => Word($"problem.baselines.{baseline.Name}.type", baseline.Type, TrainingVocabulary.BaselineTypes)),
        .. spec.Search is null ? [] : CheckSearch(spec.Engine, spec.Search),
    ];

    private static IEnumerable<Problem> CheckSearch(string engine, SearchSpec search)
    {
        foreach (var problem in Word("training.search.method", search.Method, TrainingVocabulary.SearchMethods))
        {
            yield return problem;
        }

        if (search.Method == "none")
        {
            yield break;
        }

        foreach (var problem in AtLeastOne("training.search.trials", search.Trials)
            .Concat(search.Space.SelectMany(pair => pair.Value.SelectMany(
                value => TrainingVocabulary.Check(engine, new Dictionary<string, double> { [pair.Key] = value })))))
        {
            yield return problem;
        }

        if (search.Space.Count == 0 || search.Space.Any(pair => pair.Value.Count == 0))
        {
            yield return TrainingProblems.EmptySearch();
        }

        // All trials share one matrix, and the matrix is made of bins.
        if (search.Space.ContainsKey(XgboostParameters.MaxBins))
        {
            yield return TrainingProblems.NotSearchable(XgboostParameters.MaxBins);
        }

        var points = search.Space.Values.Aggregate(1.0, (product, values) => product * values.Count);
        if (points > MostGridPoints)
        {
            yield return TrainingProblems.SearchTooLarge(points, MostGridPoints);
        }
    }

    private static IEnumerable<Problem> Word(string key, string value, IReadOnlyList<string> known)
    {
        if (!known.Contains(value))
        {
            yield return TrainingProblems.UnknownWord(key, value, known);
        }
    }

    private static IEnumerable<Problem> AtLeastOne(string key, int value)
    {
        if (value < 1)
        {
            yield return TrainingProblems.NotPositive(key, value);
        }
    }
}
