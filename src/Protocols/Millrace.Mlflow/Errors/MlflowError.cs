using Millrace.Kernel.Problems;

namespace Millrace.Mlflow.Errors;

/// <summary>A failure in MLflow's form.</summary>
/// <param name="ErrorCode">One of MLflow's codes.</param>
/// <param name="Message">For people.</param>
internal sealed record MlflowError(string ErrorCode, string Message)
{
    // MLflow knows one code for "there already" and calls every other refused change an invalid value.
    private const string ExistsSuffix = "-exists";
    private const string NotImplementedSuffix = "not-implemented";

    /// <summary>All problems as one error; the first decides the code.</summary>
    public static MlflowError Of(IReadOnlyList<Problem> problems) => new(
        CodeOf(problems[0]),
        string.Join(' ', problems.Select(problem => problem.Fix is null ? problem.What : $"{problem.What} {problem.Fix}")));

    private static string CodeOf(Problem problem) => problem.Kind switch
    {
        _ when problem.Code.EndsWith(NotImplementedSuffix, StringComparison.Ordinal) => MlflowErrorCode.NotImplemented,
        _ when problem.Code == MlflowProblems.EndpointNotFoundCode => MlflowErrorCode.EndpointNotFound,
        ProblemKind.NotFound => MlflowErrorCode.ResourceDoesNotExist,
        ProblemKind.Conflict when problem.Code.EndsWith(ExistsSuffix, StringComparison.Ordinal) => MlflowErrorCode.ResourceAlreadyExists,
        ProblemKind.Invalid or ProblemKind.Conflict or ProblemKind.GateNotPassed => MlflowErrorCode.InvalidParameterValue,
        ProblemKind.Forbidden => MlflowErrorCode.PermissionDenied,
        ProblemKind.Busy or ProblemKind.Unavailable => MlflowErrorCode.TemporarilyUnavailable,
        ProblemKind.Cancelled => MlflowErrorCode.Cancelled,
        _ => MlflowErrorCode.InternalError,
    };
}
