using Millrace.Training.Contracts;

namespace Millrace.Training.Boosting;

/// <summary>What a training made, before it is stored.</summary>
/// <param name="Trees">The model that is kept.</param>
/// <param name="Parameters">Its complete parameters.</param>
/// <param name="Trials">All trials; empty without a search.</param>
/// <param name="Preprocessing">The preprocessing graph.</param>
/// <param name="Onnx">The complete graph.</param>
/// <param name="Columns">Of the matrix.</param>
/// <param name="Signature">Of the complete graph.</param>
/// <param name="DecisionThreshold">Cost-optimal on validation.</param>
/// <param name="Baselines">Fitted, with their graphs where they have one.</param>
internal sealed record TrainingProducts(
    TrainedTrees Trees, IReadOnlyDictionary<string, double> Parameters, IReadOnlyList<TrialResult> Trials,
    byte[] Preprocessing, byte[] Onnx, IReadOnlyList<MatrixColumn> Columns, ModelSignature Signature, double DecisionThreshold,
    IReadOnlyList<(FittedBaseline Fitted, byte[]? Graph)> Baselines);
