using Millrace.Kernel.Problems;
using Millrace.Training.Contracts;

namespace Millrace.Training.Evaluation;

/// <summary>What an evaluation's definition must fulfil before any row is read.</summary>
internal static class EvaluateSpecRules
{
    private const int FewestResamples = 100;

    /// <summary>All problems; empty when there is none.</summary>
    public static IReadOnlyList<Problem> Check(EvaluateSpec spec)
    {
        var problems = new List<Problem>();
        if (TrainingVocabulary.FindMetric(spec.Problem.EvaluationMetric) is null)
        {
            problems.Add(TrainingProblems.UnknownWord(
                "problem.evaluation_metric", spec.Problem.EvaluationMetric, TrainingVocabulary.Metrics.Select(metric => metric.Name)));
        }

        if (!TrainingVocabulary.BootstrapBlocks.Contains(spec.Block))
        {
            problems.Add(TrainingProblems.UnknownWord("training.evaluation.bootstrap.block", spec.Block, TrainingVocabulary.BootstrapBlocks));
        }

        if (spec.Resamples < FewestResamples || spec.Confidence is not (> 0 and < 1))
        {
            problems.Add(TrainingProblems.BootstrapOutOfRange(spec.Resamples, spec.Confidence, FewestResamples));
        }

        return problems;
    }
}
