using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Steps;

namespace Millrace.Training.Contracts;

/// <summary>The parts of a split of a training set.</summary>
/// <param name="FormatVersion">1.</param>
/// <param name="TrainingSet">Digest of the training set.</param>
/// <param name="Parts">Part → where its rows are.</param>
public sealed record DataSplit(int FormatVersion, Digest TrainingSet, IReadOnlyDictionary<string, SplitRows> Parts) : IArtifact
{
    /// <inheritdoc/>
    public static string ArtifactType => "data-split";

    /// <inheritdoc/>
    public IEnumerable<BlobRef> Blobs() => Parts.Values.Where(part => part.Rows is not null).Select(part => part.Rows!);
}

/// <summary>The rows of one part.</summary>
/// <param name="RowCount">How many can be used: in the part, known in time, with a known label.</param>
/// <param name="FirstRow">First row in the training set, 0-based, when the part is one range; purged rows are still inside it.</param>
/// <param name="EndRow">First row after it.</param>
/// <param name="KnownByUtc">Rows created later are left out (purge); null for all.</param>
/// <param name="Rows">Row numbers as little-endian int32, when the part is not one range; null otherwise.</param>
/// <param name="PositiveShare">Mean label, in [0, 1]; null when unknown.</param>
public sealed record SplitRows(
    long RowCount, long? FirstRow, long? EndRow, DateTimeOffset? KnownByUtc, BlobRef? Rows, double? PositiveShare)
{
    /// <summary>Rows of the range left out because their label became known too late.</summary>
    public long PurgedRowCount { get; init; }

    /// <summary>Rows left out because their label is unknown.</summary>
    public long UnknownLabelCount { get; init; }
}

/// <summary>A trained model, ready to be evaluated, registered and served.</summary>
/// <param name="FormatVersion">1.</param>
/// <param name="Engine">Which engine made it.</param>
/// <param name="Booster">The engine's own format.</param>
/// <param name="Onnx">Preprocessing and model in one graph: the signature's inputs → <c>probability</c> [N, 1].</param>
/// <param name="Preprocessing">The same preprocessing alone: the signature's inputs → <c>features</c> [N, F]; the trainer read it.</param>
/// <param name="Signature">What it takes and gives.</param>
/// <param name="Spec">Everything it was trained with.</param>
/// <param name="BestRound">0-based; rounds after it are not in the ONNX graph.</param>
/// <param name="Rounds">Metrics of each round.</param>
/// <param name="DecisionThreshold">Cost-optimal on validation, in [0, 1].</param>
/// <param name="Baselines">The fitted baselines.</param>
/// <param name="TrainingSet">Digest of its training set.</param>
/// <param name="Split">Digest of its split.</param>
/// <param name="FeatureSet">Digest of its feature definitions.</param>
/// <param name="TrainRowCount">Rows it was fitted on.</param>
public sealed record TrainedModel(
    int FormatVersion,
    string Engine,
    BlobRef Booster,
    BlobRef Onnx,
    BlobRef Preprocessing,
    ModelSignature Signature,
    TrainSpec Spec,
    int BestRound,
    IReadOnlyList<RoundMetrics> Rounds,
    double DecisionThreshold,
    IReadOnlyList<FittedBaseline> Baselines,
    Digest TrainingSet,
    Digest Split,
    Digest FeatureSet,
    long TrainRowCount) : IArtifact
{
    /// <inheritdoc/>
    public static string ArtifactType => "trained-model";

    /// <summary>The tracking run it is logged under: the same for the same work.</summary>
    public RunId RunId { get; init; }

    /// <summary>Every engine parameter as it was used: given, searched or default.</summary>
    public IReadOnlyDictionary<string, double> Parameters { get; init; } = new Dictionary<string, double>();

    /// <summary>Columns of the preprocessed matrix, in order: what the trees know by number.</summary>
    public IReadOnlyList<MatrixColumn> Columns { get; init; } = [];

    /// <summary>Threads it was trained with; sums over rows depend on it in their last bit, so a reproduction uses as many.</summary>
    public int Threads { get; init; }

    /// <summary>The trials of the search, in order; empty without a search.</summary>
    public IReadOnlyList<TrialResult> Trials { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<BlobRef> Blobs() =>
        [Booster, Onnx, Preprocessing, .. Baselines.Where(b => b.Model is not null).Select(b => b.Model!)];
}

/// <summary>Inputs and outputs of a model.</summary>
/// <param name="Inputs">One tensor [N, 1] for each feature, in order.</param>
/// <param name="Outputs">E.g. <c>probability</c>, float32 [N, 1].</param>
public sealed record ModelSignature(IReadOnlyList<TensorSpec> Inputs, IReadOnlyList<TensorSpec> Outputs);

/// <summary>A named tensor.</summary>
/// <param name="Name">The feature's or output's name.</param>
/// <param name="DataType">Open Inference Protocol's name: <c>FP64</c>, <c>FP32</c>, <c>INT64</c>, <c>BYTES</c>.</param>
/// <param name="Shape">-1 for any.</param>
public sealed record TensorSpec(string Name, string DataType, IReadOnlyList<long> Shape);

/// <summary>The metrics of one boosting round.</summary>
/// <param name="Round">0-based.</param>
/// <param name="Values">E.g. <c>train.log_loss</c>, <c>validation.roc_auc</c>.</param>
public sealed record RoundMetrics(int Round, IReadOnlyDictionary<string, double> Values);

/// <summary>A fitted baseline.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Prior">For prior: the positive share in train; null otherwise.</param>
/// <param name="Model">For a fitted model: an ONNX graph with the same inputs; null otherwise.</param>
/// <param name="DecisionThreshold">Cost-optimal on validation.</param>
public sealed record FittedBaseline(string Name, string Type, double? Prior, BlobRef? Model, double DecisionThreshold);

/// <summary>One trial of a parameter search.</summary>
/// <param name="Trial">0-based.</param>
/// <param name="Parameters">Every parameter it used.</param>
/// <param name="BestRound">0-based.</param>
/// <param name="Metric">What the search goes by, e.g. <c>validation.roc_auc</c>.</param>
/// <param name="Value">Its value at the best round.</param>
public sealed record TrialResult(int Trial, IReadOnlyDictionary<string, double> Parameters, int BestRound, string Metric, double Value);

/// <summary>A column of the preprocessed matrix.</summary>
/// <param name="Name">E.g. <c>hour</c>, <c>airport=ORD</c>.</param>
/// <param name="Feature">The raw feature it comes from.</param>
public sealed record MatrixColumn(string Name, string Feature);
