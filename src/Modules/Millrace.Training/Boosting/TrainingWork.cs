using Millrace.Features.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Training.Contracts;

namespace Millrace.Training.Boosting;

/// <summary>What a training job is told.</summary>
/// <param name="Spec">As in the workflow.</param>
/// <param name="Features">The model's inputs, in order.</param>
/// <param name="Train">Rows to learn from.</param>
/// <param name="Validation">Rows that decide when to stop, which trial is best and where the threshold lies.</param>
internal sealed record TrainingWork(TrainSpec Spec, IReadOnlyList<FeatureInfo> Features, SplitRows Train, SplitRows Validation)
{
    /// <summary>The job's kind.</summary>
    public const string JobKind = "training.xgboost";

    /// <summary>Role of the training set's file among the job's inputs.</summary>
    public const string FileRole = "training_set";

    /// <summary>Role of the train part's row list, when it is not one range.</summary>
    public const string TrainRowsRole = "train_rows";

    /// <summary>Role of the validation part's row list, when it is not one range.</summary>
    public const string ValidationRowsRole = "validation_rows";
}

/// <summary>What a training job gives back.</summary>
/// <param name="Booster">XGBoost's own format (UBJ), all rounds.</param>
/// <param name="Onnx">Preprocessing and trees up to the best round.</param>
/// <param name="Preprocessing">Preprocessing alone.</param>
/// <param name="Columns">Of the matrix.</param>
/// <param name="Signature">Of the ONNX graph.</param>
/// <param name="Parameters">Every parameter as used.</param>
/// <param name="BestRound">0-based.</param>
/// <param name="Rounds">Metrics of each round of the model that is kept.</param>
/// <param name="Trials">All trials; empty without a search.</param>
/// <param name="DecisionThreshold">Cost-optimal on validation.</param>
/// <param name="Baselines">Fitted.</param>
/// <param name="Threads">Used.</param>
/// <param name="Environment">Versions that took part.</param>
internal sealed record TrainingWorkResult(
    BlobRef Booster, BlobRef Onnx, BlobRef Preprocessing, IReadOnlyList<MatrixColumn> Columns, ModelSignature Signature,
    IReadOnlyDictionary<string, double> Parameters, int BestRound, IReadOnlyList<RoundMetrics> Rounds,
    IReadOnlyList<TrialResult> Trials, double DecisionThreshold, IReadOnlyList<FittedBaseline> Baselines,
    int Threads, IReadOnlyDictionary<string, string> Environment);
