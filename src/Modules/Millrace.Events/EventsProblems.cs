using Millrace.Events.Contracts;
using Millrace.Kernel.Problems;

namespace Millrace.Events;

internal static class EventsProblems
{
    public static Problem LimitOutOfRange(int limit) => new(
        "events.limit-out-of-range", ProblemKind.Invalid,
        $"The limit must be between 1 and {EventQuery.MaxLimit}, but got {limit}.",
        $"Ask for at most {EventQuery.MaxLimit}, then for those after the last one's sequence.");
}
