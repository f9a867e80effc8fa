using Millrace.Statistics.Classification;

namespace Millrace.Statistics.Resampling;

/// <summary>One of the models compared on the same rows.</summary>
/// <param name="Name">Unique among the models.</param>
/// <param name="Scores">Its probabilities, beside the outcomes that all models share.</param>
/// <param name="Threshold">Its own decision threshold; a row is predicted when its probability is at or above it.</param>
public sealed record BootstrapModel(string Name, BinaryScores Scores, double Threshold);
