using Millrace.Kernel.Homes;
using Millrace.Kernel.Problems;

namespace Millrace.Embedded.Homes;

internal static class HomeProblems
{
    public static Problem InUse(string root, HomeOwner? owner) => new(
        "home.in-use", ProblemKind.Busy,
        owner switch
        {
            null => $"Another process owns the home '{root}'.",
            { Url: null } => $"Process {owner.Pid} owns the home '{root}'.",
            _ => $"Process {owner.Pid} owns the home '{root}' and answers at {owner.Url}.",
        },
        owner?.Url is null
            ? "Wait for it to end, or use another home with --home."
            : $"Let it do the work with MILLRACE_URL={owner.Url}, or use another home with --home.");

    public static Problem Newer(string root, int found) => new(
        "home.newer", ProblemKind.Conflict,
        $"The home '{root}' has schema version {found}, but this build knows only {HomeLayout.SchemaVersion}.",
        "Use the newer Millrace that wrote it, or another home with --home.");

    public static Problem Unreadable(string root, string detail) => new(
        "home.unreadable", ProblemKind.Conflict,
        $"The home '{root}' does not say its schema version: {detail}",
        "Restore its home.json from a backup, or use another home with --home.");

    public static Problem Unusable(string root, string detail) => new(
        "home.unusable", ProblemKind.Unavailable,
        $"The home '{root}' cannot be used: {detail.TrimEnd('.')}.",
        "Choose a writable folder with --home.");
}
