using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Errors;
using Millrace.Mlflow.Responses;

namespace Millrace.Mlflow.Routes;

/// <summary>Says of MLflow's other endpoints that they are not there: 501 for areas that are known, 404 for the rest.</summary>
public static class UnservedRoutes
{
    private static readonly string[] Areas =
    [
        "traces", "unified-traces", "get-online-trace-details", "workspaces", "issues", "datasets", "scorers", "gateway",
        "prompt-optimization", "assistant", "jobs", "genai",
    ];

    /// <summary>Maps them behind all other routes.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var root in new[] { "/api", "/ajax-api" })
        {
            routes.Map(root + "/{version}/mlflow/{area}/{**rest}", AnswerAsync).WithOrder(int.MaxValue);
        }
    }

    private static Task AnswerAsync(HttpContext http)
    {
        var area = http.Request.RouteValues["area"] as string ?? "";
        Problem problem = Areas.Contains(area) ? MlflowProblems.NotImplemented(area) : MlflowProblems.EndpointNotFound(http.Request.Path);
        return MlflowResponse.WriteAsync(http, [problem]);
    }
}
