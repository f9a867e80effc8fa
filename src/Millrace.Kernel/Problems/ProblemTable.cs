namespace Millrace.Kernel.Problems;

/// <summary>The one table from problem kind to HTTP status and to the CLI's exit code.</summary>
public static class ProblemTable
{
    /// <summary>Exit code of a run that did what was asked.</summary>
    public const int ExitOk = 0;

    /// <summary>Exit code of a bug: an exception nobody expected.</summary>
    public const int ExitBug = 1;

    /// <summary>HTTP status for a problem of this kind.</summary>
    public static int HttpStatus(ProblemKind kind) => kind switch
    {
        ProblemKind.Invalid => 400,
        ProblemKind.Forbidden => 403,
        ProblemKind.NotFound => 404,
        ProblemKind.Conflict => 409,
        ProblemKind.GateNotPassed => 422,
        ProblemKind.Busy => 423,
        ProblemKind.Cancelled => 499,
        ProblemKind.Unavailable => 503,
        _ => 500,
    };

    /// <summary>Exit code of the command line for a problem of this kind: 2 bad input, 3 gate not passed,
    /// 4 not found, 5 conflict or busy, 6 disk or engine failure, 7 forbidden, 130 cancelled.</summary>
    public static int ExitCode(ProblemKind kind) => kind switch
    {
        ProblemKind.Invalid => 2,
        ProblemKind.GateNotPassed => 3,
        ProblemKind.NotFound => 4,
        ProblemKind.Conflict or ProblemKind.Busy => 5,
        ProblemKind.Unavailable => 6,
        ProblemKind.Forbidden => 7,
        ProblemKind.Cancelled => 130,
        _ => ExitBug,
    };
}
