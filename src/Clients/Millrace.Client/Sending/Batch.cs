using Millrace.Client.Journals;
using Millrace.Client.Wire;

namespace Millrace.Client.Sending;

/// <summary>Metrics, parameters and tags that go in one request, within MLflow's limits.</summary>
internal sealed class Batch
{
    private const int MostMetrics = 1000;
    private const int MostParams = 100;
    private const int MostTags = 100;

    // The limit is 1 MB; a metric takes up to about 350 bytes of JSON, so only long texts come near it.
    private const int MostTextChars = 200_000;
    private readonly List<Metric> metrics = [];
    private readonly List<Pair> parameters = [];
    private readonly Dictionary<string, string> tags = [];
    private int textChars;

    public List<JournalRecord> Records { get; } = [];

    /// <summary>Takes a record in; false when it does not fit or goes alone.</summary>
    public bool TryAdd(JournalRecord record)
    {
        var length = record.Key.Length + (record.Text?.Length ?? 0);
        var fits = Records.Count == 0 || textChars + length <= MostTextChars;
        var added = fits && record.Kind switch
        {
            JournalKind.Metric when metrics.Count < MostMetrics => Do(() => metrics.Add(
                new Metric(record.Key, record.Number, record.TimestampMs, record.Step))),
            JournalKind.Param when parameters.Count < MostParams => Do(() => parameters.Add(new Pair(record.Key, record.Text!))),
            JournalKind.Tag when tags.Count < MostTags => Do(() => tags[record.Key] = record.Text!),
            _ => false,
        };
        if (added)
        {
            Records.Add(record);
            textChars += length;
        }

        return added;
    }

    public LogBatch ToRequest(string runId) => new(
        runId, metrics.Count > 0 ? metrics : null, parameters.Count > 0 ? parameters : null,
        tags.Count > 0 ? [.. tags.Select(tag => new Pair(tag.Key, tag.Value))] : null);

    private static bool Do(Action add)
    {
        add();
        return true;
    }
}
