using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Millrace.Kernel.Problems;
using Millrace.Serving.Endpoints;
using Millrace.Training.Contracts;

namespace Millrace.Serving.OpenInference;

/// <summary>Open Inference Protocol v2 over HTTP and JSON. A model's name is the registered model; without a version it
/// means the one in Production, and it takes features, not raw fields.</summary>
internal static class OpenInferenceEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, EndpointHost host, string serverVersion)
    {
        var api = routes.MapGroup("/v2").WithTags("Open Inference Protocol v2");
        api.MapGet("", () => Results.Json(new ServerMetadata("millrace", serverVersion, [])));
        api.MapGet("/health/live", () => Results.Json(new { live = true }));
        api.MapGet("/health/ready", () => Results.Json(new { ready = true }));
        foreach (var prefix in new[] { "/models/{model}", "/models/{model}/versions/{version}" })
        {
            api.MapGet(prefix, (string model, string? version) => With(host, model, version, Metadata));
            api.MapGet(prefix + "/ready", (string model, string? version) =>
                With(host, model, version, endpoint => Results.Json(new { name = endpoint.Deployment.Model, ready = true })));
            api.MapPost(prefix + "/infer", (string model, string? version, HttpContext context) => InferAsync(host, model, version, context))
                .Accepts<InferRequest>("application/json").Produces<InferResponse>();
        }
    }

    private static IResult With(EndpointHost host, string model, string? version, Func<LoadedEndpoint, IResult> answer)
    {
        var entered = Enter(host, model, version);
        if (!entered.IsOk)
        {
            return Error(entered.Problems);
        }

        try
        {
            return answer(entered.Value);
        }
        finally
        {
            entered.Value.Exit();
        }
    }

    private static Outcome<LoadedEndpoint> Enter(EndpointHost host, string model, string? version)
    {
        var entered = host.EnterModel(model);
        if (!entered.IsOk || version is null || version == Version(entered.Value))
        {
            return entered;
        }

        var served = entered.Value.Deployment.Version;
        entered.Value.Exit();
        return ServingProblems.VersionNotServed(model, version, served);
    }

    private static IResult Metadata(LoadedEndpoint endpoint) => Results.Json(new ModelMetadata(
        endpoint.Deployment.Model, [Version(endpoint)], "onnx_onnxruntime",
        [.. endpoint.Model.Signature.Inputs.Select(Tensor)], [.. endpoint.Model.Signature.Outputs.Select(Tensor)]));

    private static TensorMetadata Tensor(TensorSpec tensor) => new(tensor.Name, tensor.DataType, tensor.Shape);

    private static string Version(LoadedEndpoint endpoint) =>
        endpoint.Deployment.Version.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<IResult> InferAsync(EndpointHost host, string model, string? version, HttpContext context)
    {
        InferRequest? request;
        try
        {
            request = await JsonSerializer.DeserializeAsync<InferRequest>(context.Request.Body, JsonSerializerOptions.Web, context.RequestAborted);
        }
        catch (JsonException fault)
        {
            return Error([ServingProblems.BodyNotJson(fault.Message)]);
        }

        return With(host, model, version, endpoint => Infer(endpoint, request ?? new InferRequest(null, null, null)));
    }

    private static IResult Infer(LoadedEndpoint endpoint, InferRequest request)
    {
        var began = Stopwatch.GetTimestamp();
        var signature = endpoint.Model.Signature;
        var rows = TensorReader.Check(request, signature);
        var scored = rows.Then(count => Score(endpoint, request, signature, count));
        ServingMetrics.Answered(endpoint.Deployment.Model, scored.IsOk ? "ok" : "invalid", Stopwatch.GetElapsedTime(began));
        return scored.Match(
            probabilities => Results.Json(new InferResponse(
                endpoint.Deployment.Model, Version(endpoint), request.Id,
                [new InferResult(signature.Outputs[0].Name, "FP32", [probabilities.Length, 1], probabilities)])),
            Error);
    }

    private static Outcome<float[]> Score(LoadedEndpoint endpoint, InferRequest request, ModelSignature signature, int rows)
    {
        if (endpoint.Session is not { } session)
        {
            return ServingProblems.ModelUnavailable(endpoint.Deployment.Endpoint, "its graph could not be loaded.");
        }

        var worker = rows == 1 ? session.Rent() : session.ForBatch(rows);
        try
        {
            return TensorReader.Fill(request, signature, worker).Map(_ => worker.Run().ToArray());
        }
        finally
        {
            if (rows == 1)
            {
                session.Return(worker);
            }
            else
            {
                worker.Dispose();
            }
        }
    }

    private static IResult Error(IReadOnlyList<Problem> problems) => Results.Json(
        new InferError(string.Join(" ", problems.Select(problem => $"{problem.Code}: {problem.What}"))),
        statusCode: ProblemTable.HttpStatus(problems[0].Kind));
}
