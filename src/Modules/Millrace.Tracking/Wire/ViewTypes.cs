using Millrace.Kernel.Problems;
using Millrace.Tracking.Experiments;

namespace Millrace.Tracking.Wire;

/// <summary>Which of active and deleted things a search looks at.</summary>
internal static class ViewTypes
{
    /// <summary>The condition on a column of stages, for a word or number of MLflow's protocol; none is active only.</summary>
    public static Outcome<string> Condition(string column, string? view, string parameter) => view switch
    {
        null or "" or "ACTIVE_ONLY" or "1" => $"{column} = '{Lifecycle.Active}'",
        "DELETED_ONLY" or "2" => $"{column} = '{Lifecycle.Deleted}'",
        "ALL" or "3" => $"{column} IN ('{Lifecycle.Active}', '{Lifecycle.Deleted}')",
        _ => TrackingProblems.ParameterInvalid(parameter, $"\"{view}\"", "use ACTIVE_ONLY, DELETED_ONLY or ALL."),
    };
}
