using Millrace.Training.Contracts;
using Millrace.Workflows.Language;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Compile;

/// <summary>The <c>problem</c> and <c>training</c> sections as the parameters of their steps.</summary>
internal static class TrainingSpecs
{
    /// <summary>What is predicted, and what it is worth.</summary>
    public static ProblemSpec Problem(ProblemSection problem) => new(
        WordShape.Of(problem.Type), problem.Target, problem.EvaluationMetric, problem.SuccessThreshold,
        Business(problem.BusinessMetric),
        [.. problem.Baselines.Select(baseline => new BaselineSpec(baseline.Name, baseline.Chosen, (baseline as RuleBaseline)?.Expression))]);

    /// <summary>How rows are divided.</summary>
    public static SplitSpec Split(TrainingSection training) => training.Split switch
    {
        TimeSplit time => new SplitSpec(
            time.Chosen, time.Ranges.ToDictionary(part => part.Part, part => new SplitPart(part.Range.From, part.Range.To, null)), time.Purge, training.Seed),
        ShareSplit shares => new SplitSpec(
            shares.Chosen, shares.Shares.ToDictionary(part => part.Part, part => new SplitPart(null, null, part.Share)), false, training.Seed),
        _ => throw new InvalidOperationException($"There is no split {training.Split.Chosen}."),
    };

    /// <summary>How the model is fitted.</summary>
    public static TrainSpec Train(WorkflowFile file)
    {
        var training = file.Training;
        return new TrainSpec(
            Problem(file.Problem),
            training.Engine,
            training.Parameters,
            Preprocessing(training),
            training.EarlyStopping is { } stop ? new EarlyStoppingSpec(WordShape.Of(stop.Metric), stop.Rounds) : null,
            WordShape.Of(training.ClassWeights),
            training.CheckpointEvery,
            training.Seed,
            file.Tracking?.Experiment ?? file.Workflow.Name,
            training.Search is ValueSearch search ? new SearchSpec(search.Chosen, search.Trials, search.Space) : null);
    }

    /// <summary>How features become numbers.</summary>
    public static IReadOnlyList<TransformSpec> Preprocessing(TrainingSection training) => [.. training.Preprocessing.Select(Transform)];

    /// <summary>How the test split is read.</summary>
    public static EvaluateSpec Evaluate(WorkflowFile file)
    {
        var evaluation = file.Training.Evaluation;
        var bootstrap = evaluation.Bootstrap;
        return new EvaluateSpec(
            Problem(file.Problem), bootstrap.Resamples, WordShape.Of(bootstrap.Block), bootstrap.Confidence, bootstrap.Seed,
            [.. evaluation.Slices.Select(slice => new SliceSpec(slice.Feature, slice.Top, slice.Bins))], evaluation.ImportanceRows);
    }

    // Without a business metric every wrong decision costs one, so that a threshold can still be chosen.
    private static BusinessMetricSpec Business(BusinessMetric? metric) => metric is null
        ? new BusinessMetricSpec("wrong decisions", "errors per row", true, 0, 1, 1, 0)
        : new BusinessMetricSpec(
            metric.Name, metric.Unit, metric.Direction == Direction.Minimize,
            metric.Outcomes.TruePositive, metric.Outcomes.FalsePositive, metric.Outcomes.FalseNegative, metric.Outcomes.TrueNegative);

    private static TransformSpec Transform(Transform transform) => new(
        transform.Chosen, transform.Features, (transform as ConstantTransform)?.Value,
        transform is DatetimeTransform { Parts: var parts } ? [.. parts.Select(part => WordShape.Of(part))] : null);
}
