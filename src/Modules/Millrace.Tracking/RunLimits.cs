using System.Text.RegularExpressions;
using Millrace.Kernel.Problems;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Runs;

namespace Millrace.Tracking;

/// <summary>What may be logged; MLflow's limits, so that its clients meet no others.</summary>
internal static partial class RunLimits
{
    public const int MaxKeyLength = 250;
    public const int MaxParamLength = 6000;
    public const int MaxTagLength = 8000;
    public const int MaxExperimentTagLength = 5000;
    public const int MaxExperimentNameLength = 500;
    public const int MostMetrics = 1000;
    public const int MostTexts = 100;
    public const int MostEntries = 1000;
    public const int MostBatchBytes = 1_000_000;

    /// <summary>The rule for keys in words.</summary>
    public const string KeyRule =
        "Names may only contain alphanumerics, '_', '-', '.', ' ', ':' and '/', and must not resolve to other names when they are read as a path.";

    private static readonly System.Buffers.SearchValues<char> PlainKey =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-: ");

    /// <summary>Every problem of a batch.</summary>
    public static List<Problem> Check(LogEntries entries)
    {
        List<Problem> problems = [];
        for (var i = 0; i < entries.Metrics.Count; i++)
        {
            Check(problems, entries.Metrics[i], entries.IsSingle ? -1 : i);
        }

        Check(problems, entries.Params, entries.IsSingle ? null : "params", MaxParamLength);
        Check(problems, entries.Tags, entries.IsSingle ? null : "tags", MaxTagLength);
        return problems;
    }

    /// <summary>The problems of one key and its value; <paramref name="path"/> names the place.</summary>
    public static void Check(List<Problem> problems, string key, string value, string path, int most)
    {
        CheckKey(problems, key, $"{path}key");
        if (value.Length > most && Characters(value) is var length && length > most)
        {
            problems.Add(TrackingProblems.TooLong($"{path}value", length, most));
        }
    }

    /// <summary>How many characters a text has; one beyond the first 65,536 of Unicode is one, though two units encode it.</summary>
    public static int Characters(string text) => text.Length - text.Count(char.IsLowSurrogate);

    /// <summary>The first characters of a text, never half of one. MLflow shortens parameters and tags of runs and says nothing, so its clients count on it.</summary>
    public static string Shortened(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var (units, characters) = (0, 0);
        while (units < text.Length && characters < most)
        {
            units += units + 1 < text.Length && char.IsSurrogatePair(text[units], text[units + 1]) ? 2 : 1;
            characters++;
        }

        return text[..units];
    }

    public static bool IsName(string name) => name.Length is >= 1 and <= MaxKeyLength && !string.IsNullOrWhiteSpace(name);

    public static bool IsExperimentName(string name) => name.Length is >= 1 and <= MaxExperimentNameLength;

    private static void Check(List<Problem> problems, MetricPoint metric, int index)
    {
        if (IsKey(metric.Key) && metric.Key.Length <= MaxKeyLength && metric.TimestampMs >= 0)
        {
            return;
        }

        var path = index < 0 ? "" : $"metrics[{index}].";
        CheckKey(problems, metric.Key, $"{path}name");
        if (metric.TimestampMs < 0)
        {
            problems.Add(TrackingProblems.ParameterInvalid(
                $"{path}timestamp", $"{metric.TimestampMs}", $"metric '{metric.Key}'. Timestamp must be a nonnegative long (64-bit integer)."));
        }
    }

    private static void Check(List<Problem> problems, IReadOnlyList<KeyValuePair<string, string>> pairs, string? list, int most)
    {
        for (var i = 0; i < pairs.Count; i++)
        {
            Check(problems, pairs[i].Key, pairs[i].Value, list is null ? "" : $"{list}[{i}].", most);
        }
    }

    private static void CheckKey(List<Problem> problems, string key, string path)
    {
        if (!IsKey(key))
        {
            problems.Add(TrackingProblems.KeyInvalid(path, key));
        }
        else if (key.Length > MaxKeyLength && Characters(key) is var length && length > MaxKeyLength)
        {
            problems.Add(TrackingProblems.KeyTooLong(path, length));
        }
    }

    // Plain keys pass without the pattern: a batch has a thousand of them.
    private static bool IsKey(string key) =>
        !key.AsSpan().ContainsAnyExcept(PlainKey) && key.Length > 0
        || KeyPattern().IsMatch(key) && !key.StartsWith("..", StringComparison.Ordinal) && key.Split('/').All(part => part is not ("" or "." or ".."));

    [GeneratedRegex(@"^[\w\-. :/]+\z")]
    private static partial Regex KeyPattern();
}
