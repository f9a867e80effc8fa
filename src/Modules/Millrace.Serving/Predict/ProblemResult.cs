using Microsoft.AspNetCore.Http;
using Millrace.Kernel.Problems;

namespace Millrace.Serving.Predict;

/// <summary>Problems as RFC 9457 answers: the first decides the status, all are listed.</summary>
internal static class ProblemResult
{
    /// <summary>The answer.</summary>
    /// <param name="problems">At least one.</param>
    public static IResult Of(IReadOnlyList<Problem> problems) => Results.Problem(
        title: problems[0].Code,
        detail: problems[0].What,
        statusCode: ProblemTable.HttpStatus(problems[0].Kind),
        extensions: new Dictionary<string, object?>
        {
            ["problems"] = problems.Select(problem => new { code = problem.Code, what = problem.What, fix = problem.Fix }).ToArray(),
        });
}
