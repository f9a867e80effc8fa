using System.Text.Json;
using Millrace.Kernel.Digests;
using Millrace.Training.Contracts;

namespace Millrace.Training.Boosting;

/// <summary>One line of a training job's log stream: a round's metrics, or how far it is.</summary>
/// <param name="Trial">Which trial; 0 without a search.</param>
/// <param name="Round">A finished round; null for progress.</param>
/// <param name="Share">Done, in [0, 1]; null when unknown.</param>
/// <param name="Words">A few words for people.</param>
internal sealed record TrainingLine(int Trial, RoundMetrics? Round, double? Share, string Words)
{
    public string ToJson() => JsonSerializer.Serialize(this, CanonicalJson.Options);

    /// <summary>Reads a line; null for one that is not ours.</summary>
    public static TrainingLine? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<TrainingLine>(json, CanonicalJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
