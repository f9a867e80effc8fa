using Millrace.Kernel.Problems;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Runs;

/// <summary>A request that names a run; old clients call its id <c>run_uuid</c>.</summary>
internal interface IRunRequest
{
    string? RunId { get; }

    string? RunUuid { get; }
}

/// <summary>A request that only names a run.</summary>
internal sealed record RunRequest(string? RunId, string? RunUuid) : IRunRequest;

/// <summary>An answer with one run.</summary>
internal sealed record RunResponse(RunAnswer Run);

internal static class RunRequests
{
    /// <summary>The id as given.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public static string MustNameRun(this IRunRequest request) =>
        !string.IsNullOrEmpty(request.RunId) ? request.RunId
        : !string.IsNullOrEmpty(request.RunUuid) ? request.RunUuid
        : throw new ProblemException(TrackingProblems.ParameterMissing("run_id"));

    /// <summary>Pairs as they are logged: a missing value is the empty text.</summary>
    public static List<KeyValuePair<string, string>> Pairs(this IReadOnlyList<TagEntry> entries) =>
        [.. entries.Select(entry => KeyValuePair.Create(entry.Key ?? "", entry.Value ?? ""))];
}
