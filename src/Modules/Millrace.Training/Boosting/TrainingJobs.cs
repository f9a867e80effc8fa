using System.Text.Json;
using Millrace.Features.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Jobs;
using Millrace.Kernel.Resources;
using Millrace.Kernel.Steps;
using Millrace.Training.Contracts;

namespace Millrace.Training.Boosting;

/// <summary>A training as a job, and a job's result as a model.</summary>
internal static class TrainingJobs
{
    /// <summary>The job of a step.</summary>
    public static JobSpec Spec(StepContext context, TrainingWork work, TrainingSet set) =>
        Spec(work, set.File, context.Budget, context.IdempotencyKey.ToString());

    /// <summary>A job that does the work.</summary>
    public static JobSpec Spec(TrainingWork work, BlobRef file, ResourceBudget budget, string idempotencyKey)
    {
        var inputs = new Dictionary<string, Digest>(StringComparer.Ordinal) { [TrainingWork.FileRole] = file.Digest };
        if (work.Train.Rows is { } train)
        {
            inputs[TrainingWork.TrainRowsRole] = train.Digest;
        }

        if (work.Validation.Rows is { } validation)
        {
            inputs[TrainingWork.ValidationRowsRole] = validation.Digest;
        }

        return new JobSpec(
            TrainingWork.JobKind, JsonSerializer.Serialize(work, CanonicalJson.Options), inputs, budget, 1, 1, null, idempotencyKey);
    }

    /// <summary>The model that a job's result describes.</summary>
    public static TrainedModel Model(StepContext context, TrainSpec spec, DataSplit split, TrainingWorkResult result) => new(
        1, spec.Engine, result.Booster, result.Onnx, result.Preprocessing, result.Signature, spec, result.BestRound, result.Rounds,
        result.DecisionThreshold, result.Baselines, context.Inputs["training_set"].Digest, context.Inputs["split"].Digest,
        context.Inputs["feature_set"].Digest, split.Parts["train"].RowCount)
    {
        Parameters = result.Parameters,
        Columns = result.Columns,
        Threads = result.Threads,
        Trials = result.Trials,
    };
}
