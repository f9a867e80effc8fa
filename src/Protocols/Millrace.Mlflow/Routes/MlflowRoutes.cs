using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Errors;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Responses;

namespace Millrace.Mlflow.Routes;

/// <summary>Maps endpoints of MLflow's REST API: under <c>/api</c> for programs and <c>/ajax-api</c> for pages.</summary>
/// <param name="routes">Where to.</param>
/// <param name="log">Gets what nobody expected.</param>
public sealed class MlflowRoutes(IEndpointRouteBuilder routes, ILogger log)
{
    /// <summary>The version of most endpoints.</summary>
    public const string Version2 = "2.0";

    /// <summary>The version of the newer ones.</summary>
    public const string Version3 = "3.0";

    private static readonly string[] Roots = ["/api", "/ajax-api"];

    /// <summary>Maps a GET, read from its query.</summary>
    /// <param name="path">From <c>/mlflow</c> on.</param>
    /// <param name="request">How the parameters are read.</param>
    /// <param name="response">How the answer is written.</param>
    /// <param name="handler">Answers.</param>
    /// <param name="version"><see cref="Version2"/> or <see cref="Version3"/>.</param>
    public void Get<TRequest, TResponse>(
        string path, JsonTypeInfo<TRequest> request, JsonTypeInfo<TResponse> response, MlflowHandler<TRequest, TResponse> handler,
        string version = Version2)
        where TRequest : class => Map(HttpMethods.Get, version, path, request, response, handler);

    /// <summary>Maps a POST, as <see cref="Get"/>.</summary>
    public void Post<TRequest, TResponse>(
        string path, JsonTypeInfo<TRequest> request, JsonTypeInfo<TResponse> response, MlflowHandler<TRequest, TResponse> handler,
        string version = Version2)
        where TRequest : class => Map(HttpMethods.Post, version, path, request, response, handler);

    /// <summary>Maps a PATCH, as <see cref="Get"/>.</summary>
    public void Patch<TRequest, TResponse>(
        string path, JsonTypeInfo<TRequest> request, JsonTypeInfo<TResponse> response, MlflowHandler<TRequest, TResponse> handler,
        string version = Version2)
        where TRequest : class => Map(HttpMethods.Patch, version, path, request, response, handler);

    /// <summary>Maps a DELETE, as <see cref="Get"/>; its parameters are in the body.</summary>
    public void Delete<TRequest, TResponse>(
        string path, JsonTypeInfo<TRequest> request, JsonTypeInfo<TResponse> response, MlflowHandler<TRequest, TResponse> handler,
        string version = Version2)
        where TRequest : class => Map(HttpMethods.Delete, version, path, request, response, handler);

    /// <summary>Maps an endpoint that reads and writes streams itself. Problems that it throws are told in MLflow's form.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">From <c>/mlflow</c> on.</param>
    /// <param name="handler">Answers.</param>
    /// <param name="version"><see cref="Version2"/> or <see cref="Version3"/>.</param>
    public void Stream(string method, string path, RequestDelegate handler, string version = Version2)
    {
        foreach (var root in Roots)
        {
            routes.MapMethods($"{root}/{version}{path}", [method], http => GuardedAsync(http, handler));
        }
    }

    /// <summary>As <see cref="Stream"/>, for the few paths that stand outside <c>/api</c> because browsers open them.</summary>
    public void Page(string method, string path, RequestDelegate handler) => routes.MapMethods(path, [method], http => GuardedAsync(http, handler));

    private void Map<TRequest, TResponse>(
        string method, string version, string path, JsonTypeInfo<TRequest> request, JsonTypeInfo<TResponse> response,
        MlflowHandler<TRequest, TResponse> handler)
        where TRequest : class => Stream(method, path, http => AnswerAsync(http, request, response, handler), version);

    private static async Task AnswerAsync<TRequest, TResponse>(
        HttpContext http, JsonTypeInfo<TRequest> request, JsonTypeInfo<TResponse> response, MlflowHandler<TRequest, TResponse> handler)
        where TRequest : class
    {
        var read = await RequestReader.ReadAsync(http, request).ConfigureAwait(false);
        var answer = read.IsOk
            ? await handler(new MlflowCall<TRequest>(read.Value, http)).ConfigureAwait(false)
            : read.As<TResponse>();
        await (answer.IsOk
            ? MlflowResponse.WriteAsync(http, answer.Value, response)
            : MlflowResponse.WriteAsync(http, answer.Problems)).ConfigureAwait(false);
    }

    private async Task GuardedAsync(HttpContext http, RequestDelegate handler)
    {
        try
        {
            await handler(http).ConfigureAwait(false);
        }
        catch (ProblemException refused) when (!http.Response.HasStarted)
        {
            await MlflowResponse.WriteAsync(http, refused.Problems).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client is gone; nobody waits for an answer.
        }
        catch (BadHttpRequestException)
        {
            // Kestrel answers by itself: a body over its limit, or one that broke off.
            throw;
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            log.LogError(fault, "{Method} {Path} failed", http.Request.Method, http.Request.Path);
            await MlflowResponse.WriteAsync(http, [MlflowProblems.Unexpected(http.TraceIdentifier)]).ConfigureAwait(false);
        }
    }
}
