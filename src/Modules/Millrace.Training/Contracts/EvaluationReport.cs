using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Steps;

namespace Millrace.Training.Contracts;

/// <summary>What the untouched test split says of a candidate and its baselines.</summary>
/// <param name="FormatVersion">1.</param>
/// <param name="Model">Digest of the trained model.</param>
/// <param name="RowCount">Test rows.</param>
/// <param name="PositiveCount">Of them positive.</param>
/// <param name="Candidate">The candidate's metrics on test.</param>
/// <param name="Baselines">Each baseline's.</param>
/// <param name="Validation">The candidate's point metrics on validation.</param>
/// <param name="ReferenceWindow">The candidate's point metrics on the untuned reference part; empty when there is none.</param>
/// <param name="Roc">ROC curve (x false positive rate, y true positive rate), thinned for plotting.</param>
/// <param name="PrecisionRecall">Precision–recall curve (x recall, y precision), thinned.</param>
/// <param name="Calibration">Mean prediction (x) against observed share (y) by quantile bin, with counts.</param>
/// <param name="Slices">Metrics by slice.</param>
/// <param name="Importance">Permutation importance, largest first.</param>
/// <param name="Parity">ONNX graph against the trainer on the test split.</param>
/// <param name="Predictions">Parquet: <c>_row_id</c>, <c>_event_time</c>, <c>_label</c>, <c>split</c>, <c>probability</c> and one column for each baseline,
/// over validation, reference and test.</param>
public sealed record EvaluationReport(
    int FormatVersion,
    Digest Model,
    long RowCount,
    long PositiveCount,
    ModelEvaluation Candidate,
    IReadOnlyList<ModelEvaluation> Baselines,
    IReadOnlyDictionary<string, double> Validation,
    IReadOnlyDictionary<string, double> ReferenceWindow,
    IReadOnlyList<CurvePoint> Roc,
    IReadOnlyList<CurvePoint> PrecisionRecall,
    IReadOnlyList<CalibrationBin> Calibration,
    IReadOnlyList<SliceEvaluation> Slices,
    IReadOnlyList<FeatureImportance> Importance,
    ParityReport Parity,
    BlobRef Predictions) : IArtifact
{
    /// <inheritdoc/>
    public static string ArtifactType => "evaluation-report";

    /// <inheritdoc/>
    public IEnumerable<BlobRef> Blobs() => [Predictions];
}

/// <summary>One model's metrics.</summary>
/// <param name="Name"><c>candidate</c> or the baseline's name.</param>
/// <param name="DecisionThreshold">Used for decisions; chosen on validation.</param>
/// <param name="Metrics">Metric name without prefix → value with interval.</param>
/// <param name="Confusion">Counts at the threshold.</param>
/// <param name="Differences">For a baseline: metric → candidate minus baseline on the same resamples; empty for the candidate.</param>
public sealed record ModelEvaluation(
    string Name, double DecisionThreshold, IReadOnlyDictionary<string, MetricEstimate> Metrics,
    ConfusionCounts Confusion, IReadOnlyDictionary<string, MetricEstimate> Differences);

/// <summary>A metric with its bootstrap interval.</summary>
/// <param name="Value">On all rows; NaN when undefined.</param>
/// <param name="Low">Lower end; NaN when undefined.</param>
/// <param name="High">Upper end; NaN when undefined.</param>
public sealed record MetricEstimate(double Value, double Low, double High);

/// <summary>Counts of the four outcomes.</summary>
/// <param name="TruePositive">Positive, predicted positive.</param>
/// <param name="FalsePositive">Negative, predicted positive.</param>
/// <param name="FalseNegative">Positive, predicted negative.</param>
/// <param name="TrueNegative">Negative, predicted negative.</param>
public sealed record ConfusionCounts(long TruePositive, long FalsePositive, long FalseNegative, long TrueNegative);

/// <summary>A point of a curve.</summary>
/// <param name="X">Horizontal.</param>
/// <param name="Y">Vertical.</param>
public sealed record CurvePoint(double X, double Y);

/// <summary>One bin of a calibration plot.</summary>
/// <param name="MeanPrediction">Mean probability in the bin.</param>
/// <param name="ObservedShare">Share of positives in the bin.</param>
/// <param name="RowCount">Rows in the bin.</param>
public sealed record CalibrationBin(double MeanPrediction, double ObservedShare, long RowCount);

/// <summary>Metrics of a part of the test rows.</summary>
/// <param name="Slice">E.g. <c>origin_airport=ORD</c>.</param>
/// <param name="RowCount">Rows in it.</param>
/// <param name="PositiveShare">Share of positives.</param>
/// <param name="Metrics">Point values; NaN when undefined.</param>
public sealed record SliceEvaluation(string Slice, long RowCount, double PositiveShare, IReadOnlyDictionary<string, double> Metrics);

/// <summary>How much a metric falls when a feature's values are shuffled.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Drop">Of the evaluation metric.</param>
/// <param name="RowCount">Rows used.</param>
public sealed record FeatureImportance(string Feature, double Drop, long RowCount);

/// <summary>Agreement between the serving graph and the trainer.</summary>
/// <param name="RowCount">Rows compared.</param>
/// <param name="LargestError">Largest absolute difference of probabilities.</param>
/// <param name="FlippedDecisionCount">Rows whose decision differs at the threshold.</param>
public sealed record ParityReport(long RowCount, double LargestError, long FlippedDecisionCount);
