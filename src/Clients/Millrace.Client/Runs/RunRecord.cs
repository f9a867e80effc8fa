namespace Millrace.Client.Runs;

/// <summary>A run as the server has it.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="Name">For people.</param>
/// <param name="ExperimentId">The experiment's id.</param>
/// <param name="Status"><c>RUNNING</c>, <c>SCHEDULED</c>, <c>FINISHED</c>, <c>FAILED</c> or <c>KILLED</c>.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
/// <param name="ArtifactUri">Where its files are.</param>
/// <param name="Metrics">Key → latest value.</param>
/// <param name="Params">Key → value.</param>
/// <param name="Tags">Key → value.</param>
public sealed record RunRecord(
    string RunId, string Name, string ExperimentId, string Status, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, string ArtifactUri,
    IReadOnlyDictionary<string, double> Metrics, IReadOnlyDictionary<string, string> Params, IReadOnlyDictionary<string, string> Tags);

/// <summary>One value of a metric.</summary>
/// <param name="Value">May be NaN or infinite.</param>
/// <param name="Timestamp">When it was logged.</param>
/// <param name="Step">Training round, epoch or 0.</param>
public sealed record MetricValue(double Value, DateTimeOffset Timestamp, long Step);
