namespace Millrace.Kernel.Problems;

/// <summary>What the machine, not the user or the code, can do to anybody.</summary>
public static class MachineProblems
{
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;

    /// <summary>The problem behind an I/O failure that has a name and a remedy, or null.</summary>
    public static Problem? From(Exception failure) => failure switch
    {
        ProblemException known => known.Problems[0],
        IOException full when IsDiskFull(full) => DiskFull(full.Message),
        UnauthorizedAccessException denied => AccessDenied(denied.Message),
        OutOfMemoryException => OutOfMemory(),
        _ => null,
    };

    // Room for a file that is written whole is asked for in advance; that refusal has words of its own and no number.
    private static bool IsDiskFull(IOException failure) =>
        failure.HResult is NoSpaceLeft or QuotaExceeded || failure.Message.EndsWith("because the disk was full.", StringComparison.Ordinal);

    /// <summary>The process may not have more memory.</summary>
    public static Problem OutOfMemory() => new(
        "machine.out-of-memory", ProblemKind.Unavailable, "The machine has no more memory for this process.",
        "End other programs, then run the same command again; finished steps are kept.");

    /// <summary>No space is left.</summary>
    /// <param name="detail">What the system said.</param>
    public static Problem DiskFull(string detail) => new(
        "machine.disk-full", ProblemKind.Unavailable,
        $"The disk is full: {detail.TrimEnd('.')}.",
        "Free some space and run the same command again; finished steps are kept.");

    /// <summary>The system forbids the file.</summary>
    /// <param name="detail">What the system said.</param>
    public static Problem AccessDenied(string detail) => new(
        "machine.access-denied", ProblemKind.Forbidden,
        $"The system refused: {detail.TrimEnd('.')}.",
        "Give your user the right to the file, or choose another place with --home.");
}
