using System.Text.RegularExpressions;
using Millrace.Kernel.Problems;
using Millrace.Tracking.Contracts;

namespace Millrace.Tracking;

/// <summary>What may be logged; MLflow's limits, so that its clients meet no others.</summary>
internal static partial class RunLimits
{
    public const int MaxKeyLength = 250;
    public const int MaxParamLength = 6000;
    public const int MaxTagLength = 8000;

    /// <summary>The rule for keys in words.</summary>
    public const string KeyRule = "1 to 250 letters, digits, '_', '-', '.', ' ', ':' or '/', without '..' and a '/' at an end";

    /// <summary>Every problem of a batch.</summary>
    public static IReadOnlyList<Problem> Check(RunBatch batch) =>
    [
        .. batch.Metrics.Select(metric => metric.Key).Distinct().Where(key => !IsKey(key)).Select(key => TrackingProblems.KeyInvalid("metric", key)),
        .. Check("parameter", batch.Params, MaxParamLength),
        .. Check("tag", batch.Tags, MaxTagLength),
    ];

    public static bool IsName(string name) => name.Length is >= 1 and <= MaxKeyLength && !string.IsNullOrWhiteSpace(name);

    public static bool IsPath(string path) =>
        path.Length <= 1000 && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl)
        && path.Split('/').All(part => part is not ("" or "." or ".."));

    private static IEnumerable<Problem> Check(string what, IReadOnlyDictionary<string, string> pairs, int most)
    {
        foreach (var (key, value) in pairs)
        {
            if (!IsKey(key))
            {
                yield return TrackingProblems.KeyInvalid(what, key);
            }

            if (value.Length > most)
            {
                yield return TrackingProblems.ValueTooLong(what, key, value.Length, most);
            }
        }
    }

    private static bool IsKey(string key) =>
        key.Length <= MaxKeyLength && KeyPattern().IsMatch(key) && !key.Contains("..", StringComparison.Ordinal)
        && key[0] != '/' && key[^1] != '/';

    [GeneratedRegex(@"^[\w\-. :/]+\z")]
    private static partial Regex KeyPattern();
}
