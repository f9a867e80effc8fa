using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Millrace.Kernel.Problems;
using Millrace.Serving.Endpoints;

namespace Millrace.Serving.Predict;

/// <summary>What an endpoint answers.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Probability">Of the positive outcome, in [0, 1].</param>
/// <param name="Decision">Whether the probability reaches the threshold.</param>
/// <param name="Label">The positive label or "not " and it.</param>
/// <param name="Threshold">Cost-optimal on validation.</param>
/// <param name="Model">The registered model.</param>
/// <param name="ModelVersion">Its version.</param>
/// <param name="IsFallback">Whether the fallback answered because the model could not.</param>
/// <param name="LatencyMs">From the parsed request to the answer.</param>
public sealed record PredictResponse(
    string Endpoint, double Probability, bool Decision, string Label, double Threshold, string Model, int ModelVersion,
    bool IsFallback, double LatencyMs);

/// <summary><c>POST /endpoints/{name}/predict</c>: raw fields in, features looked up, probability and decision out.</summary>
internal static class PredictEndpoint
{
    public static void Map(IEndpointRouteBuilder routes, EndpointHost host) => routes
        .MapPost("/endpoints/{name}/predict", (string name, HttpContext context) => HandleAsync(name, context, host))
        .WithName("Predict")
        .WithSummary("Raw request fields in; probability, decision, model version and latency out.")
        .Accepts<IDictionary<string, object>>("application/json")
        .Produces<PredictResponse>()
        .ProducesProblem(400)
        .ProducesProblem(404)
        .ProducesProblem(503);

    private static async Task<IResult> HandleAsync(string name, HttpContext context, EndpointHost host)
    {
        var entered = host.Enter(name);
        if (!entered.IsOk)
        {
            return ProblemResult.Of(entered.Problems);
        }

        var endpoint = entered.Value;
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            return Predict(endpoint, body.RootElement);
        }
        catch (JsonException fault)
        {
            return ProblemResult.Of([ServingProblems.BodyNotJson(fault.Message)]);
        }
        finally
        {
            endpoint.Exit();
        }
    }

    private static IResult Predict(LoadedEndpoint endpoint, JsonElement body)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = Predictor.Predict(endpoint, body);
        var elapsed = Stopwatch.GetElapsedTime(began);
        var name = endpoint.Deployment.Endpoint;
        if (!answer.IsOk)
        {
            ServingMetrics.Answered(name, answer.Problem.Kind == ProblemKind.Invalid ? "invalid" : "unavailable", elapsed);
            return ProblemResult.Of(answer.Problems);
        }

        ServingMetrics.Answered(name, answer.Value.IsFallback ? "fallback" : "ok", elapsed);
        return Results.Json(answer.Value, PredictJson.Default.PredictResponse);
    }
}
