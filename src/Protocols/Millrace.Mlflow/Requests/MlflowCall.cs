using Microsoft.AspNetCore.Http;

namespace Millrace.Mlflow.Requests;

/// <summary>A request that has been read and has every required parameter.</summary>
/// <param name="Body">The parameters, of the JSON body or the query.</param>
/// <param name="Http">The request itself, for parts of its path.</param>
public sealed record MlflowCall<T>(T Body, HttpContext Http)
{
    /// <summary>Stops the work when the client is gone.</summary>
    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>A part of the path, decoded; empty when the route has none of that name.</summary>
    public string Route(string name) => Http.Request.RouteValues[name] as string ?? "";
}

/// <summary>Answers one endpoint.</summary>
/// <returns>The response's body, or the problems that are told in MLflow's form.</returns>
public delegate Task<Kernel.Problems.Outcome<TResponse>> MlflowHandler<TRequest, TResponse>(MlflowCall<TRequest> call);
