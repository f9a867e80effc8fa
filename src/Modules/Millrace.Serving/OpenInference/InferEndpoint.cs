using System.Buffers;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.ML.OnnxRuntime;
using Millrace.Kernel.Problems;
using Millrace.Serving.Bodies;
using Millrace.Serving.Endpoints;
using Millrace.Serving.Runtime;

namespace Millrace.Serving.OpenInference;

/// <summary>The infer call: body → tensors → graph → answer, without a copy of the body and with memory that is used again.</summary>
internal static class InferEndpoint
{
    /// <summary>Answers a request; problems in the protocol's form.</summary>
    public static async Task AnswerAsync(EndpointHost host, string model, string? version, HttpContext http)
    {
        var entered = OpenInferenceEndpoints.Enter(host, model, version);
        if (!entered.IsOk)
        {
            await OpenInferenceEndpoints.Error(entered.Problems).ExecuteAsync(http);
            return;
        }

        var endpoint = entered.Value;
        var exchange = endpoint.RentExchange();
        try
        {
            var body = await JsonBody.ReadAsync(http);
            var scored = Answer(endpoint, exchange, body);
            http.Request.BodyReader.AdvanceTo(body.End);
            await (scored.IsOk ? JsonBody.WriteAsync(http, exchange.Answer) : OpenInferenceEndpoints.Error(scored.Problems).ExecuteAsync(http));
        }
        finally
        {
            endpoint.Return(exchange);
            endpoint.Exit();
        }
    }

    private static Outcome<Done> Answer(LoadedEndpoint endpoint, InferExchange exchange, ReadOnlySequence<byte> body)
    {
        var began = Stopwatch.GetTimestamp();
        var scored = Infer(endpoint, exchange, body);
        var outcome = scored.IsOk ? "ok" : scored.Problem.Kind == ProblemKind.Invalid ? "invalid" : "unavailable";
        ServingMetrics.Answered(endpoint.Deployment.Model, outcome, Stopwatch.GetElapsedTime(began));
        return scored;
    }

    /// <summary>Reads the body, runs the graph and writes the answer into the exchange.</summary>
    public static Outcome<Done> Infer(LoadedEndpoint endpoint, InferExchange exchange, ReadOnlySequence<byte> body)
    {
        var rows = exchange.Read(body);
        return !rows.IsOk ? rows.As<Done>()
            : endpoint.Session is { } session ? Run(endpoint, session, exchange, rows.Value)
            : ServingProblems.ModelUnavailable(endpoint.Deployment.Endpoint, "its graph could not be loaded.");
    }

    private static Outcome<Done> Run(LoadedEndpoint endpoint, ModelSession session, InferExchange exchange, int rows)
    {
        var worker = session.Rent(rows);
        try
        {
            exchange.Fill(worker);
            exchange.Write(endpoint.Deployment.Model, endpoint.VersionText, worker.Run());
            return Done.Value;
        }
        catch (OnnxRuntimeException fault)
        {
            return ServingProblems.InferenceFailed(endpoint.Deployment.Model, endpoint.Deployment.Version, ModelSession.Reason(fault));
        }
        finally
        {
            session.Return(worker);
        }
    }
}
