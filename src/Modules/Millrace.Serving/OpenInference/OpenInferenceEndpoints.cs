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
        const string Model = "/models/{model}";
        const string Version = Model + "/versions/{version}";
        api.MapGet(Model, (string model) => With(host, model, null, Metadata));
        api.MapGet(Version, (string model, string version) => With(host, model, version, Metadata));
        api.MapGet(Model + "/ready", (string model) => With(host, model, null, Ready));
        api.MapGet(Version + "/ready", (string model, string version) => With(host, model, version, Ready));
        Describe(api.MapPost(Model + "/infer", (string model, HttpContext http) => InferEndpoint.AnswerAsync(host, model, null, http)));
        Describe(api.MapPost(
            Version + "/infer", (string model, string version, HttpContext http) => InferEndpoint.AnswerAsync(host, model, version, http)));
    }

    /// <summary>The endpoint behind a model, entered: the caller must leave it.</summary>
    public static Outcome<LoadedEndpoint> Enter(EndpointHost host, string model, string? version)
    {
        var entered = host.EnterModel(model);
        if (!entered.IsOk || version is null || version == entered.Value.VersionText)
        {
            return entered;
        }

        var served = entered.Value.Deployment.Version;
        entered.Value.Exit();
        return ServingProblems.VersionNotServed(model, version, served);
    }

    /// <summary>Problems in the protocol's form; the first decides the status.</summary>
    public static IResult Error(IReadOnlyList<Problem> problems) => Results.Json(
        new InferError(string.Join(" ", problems.Select(problem => $"{problem.Code}: {problem.What}"))),
        InferJson.Default.InferError, statusCode: ProblemTable.HttpStatus(problems[0].Kind));

    private static void Describe(RouteHandlerBuilder route) => route
        .Accepts<InferRequest>("application/json").Produces<InferResponse>().Produces<InferError>(400).Produces<InferError>(404).Produces<InferError>(503);

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

    private static IResult Ready(LoadedEndpoint endpoint) => Results.Json(new { name = endpoint.Deployment.Model, ready = true });

    private static IResult Metadata(LoadedEndpoint endpoint) => Results.Json(new ModelMetadata(
        endpoint.Deployment.Model, [endpoint.VersionText], "onnx_onnxruntime",
        [.. endpoint.Model.Signature.Inputs.Select(Tensor)], [.. endpoint.Model.Signature.Outputs.Select(Tensor)]));

    private static TensorMetadata Tensor(TensorSpec tensor) => new(tensor.Name, tensor.DataType, tensor.Shape);
}
