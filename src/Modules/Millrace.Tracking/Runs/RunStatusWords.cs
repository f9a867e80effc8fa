using Millrace.Tracking.Contracts;

namespace Millrace.Tracking.Runs;

/// <summary>The words of run states, in tables and on the wire.</summary>
internal static class RunStatusWords
{
    public static string Word(this RunStatus status) => status.ToString().ToUpperInvariant();

    /// <summary>The status of a word, or of its number in MLflow's protocol; null when there is none.</summary>
    public static RunStatus? Parse(string text) => text switch
    {
        "RUNNING" or "1" => RunStatus.Running,
        "SCHEDULED" or "2" => RunStatus.Scheduled,
        "FINISHED" or "3" => RunStatus.Finished,
        "FAILED" or "4" => RunStatus.Failed,
        "KILLED" or "5" => RunStatus.Killed,
        _ => null,
    };
}
