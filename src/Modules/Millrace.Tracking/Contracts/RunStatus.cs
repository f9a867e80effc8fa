using System.Text.Json.Serialization;

namespace Millrace.Tracking.Contracts;

/// <summary>Where a run stands; the names are MLflow's.</summary>
public enum RunStatus
{
    /// <summary>At work, or its process died without a word.</summary>
    [JsonStringEnumMemberName("RUNNING")]
    Running,

    /// <summary>Ended well.</summary>
    [JsonStringEnumMemberName("FINISHED")]
    Finished,

    /// <summary>Ended with a problem.</summary>
    [JsonStringEnumMemberName("FAILED")]
    Failed,

    /// <summary>Somebody stopped it.</summary>
    [JsonStringEnumMemberName("KILLED")]
    Killed,

    /// <summary>Waits to be started.</summary>
    [JsonStringEnumMemberName("SCHEDULED")]
    Scheduled,
}
