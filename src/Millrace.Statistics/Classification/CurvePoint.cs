namespace Millrace.Statistics.Classification;

/// <summary>A point of a ROC or precision-recall curve.</summary>
/// <param name="X">False positive rate (ROC) or recall (precision-recall), in [0, 1].</param>
/// <param name="Y">True positive rate (ROC) or precision (precision-recall), in [0, 1].</param>
/// <param name="Threshold">Lowest probability predicted at this point; null where nothing is predicted.</param>
public sealed record CurvePoint(double X, double Y, double? Threshold);
