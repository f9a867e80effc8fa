using System.Diagnostics;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Millrace.Features.Contracts;
using Millrace.Features.Requests;
using Millrace.Kernel.Problems;
using Millrace.Serving.Endpoints;
using Millrace.Serving.Runtime;

namespace Millrace.Serving.Predict;

/// <summary>One prediction: fields → features → graph → decision.</summary>
internal static class Predictor
{
    /// <summary>Answers one request, its latency included.</summary>
    public static Outcome<PredictResponse> Predict(LoadedEndpoint endpoint, JsonElement body)
    {
        var began = Stopwatch.GetTimestamp();
        return Answer(endpoint, body).Map(answer => answer with { LatencyMs = Math.Round(Stopwatch.GetElapsedTime(began).TotalMilliseconds, 4) });
    }

    private static Outcome<PredictResponse> Answer(LoadedEndpoint endpoint, JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return ServingProblems.BodyNotJson($"it is {body.ValueKind}.");
        }

        var row = endpoint.Features.Rent();
        try
        {
            var problems = SetFields(endpoint.Features, row, body);
            if (problems is not null)
            {
                return Outcome<PredictResponse>.Failed(problems);
            }

            var computed = endpoint.Features.Compute(row);
            return computed.IsOk ? Score(endpoint, row) : computed.As<PredictResponse>();
        }
        finally
        {
            endpoint.Features.Return(row);
        }
    }

    private static List<Problem>? SetFields(RequestFeatures features, RequestRow row, JsonElement body)
    {
        List<Problem>? problems = null;
        var fields = features.Fields;
        for (var i = 0; i < fields.Count; i++)
        {
            if (!body.TryGetProperty(fields[i].Name, out var value))
            {
                (problems ??= []).Add(ServingProblems.FieldMissing(fields[i].Name, fields[i].Type));
            }
            else if (row.Set(i, value) is { } expected)
            {
                (problems ??= []).Add(ServingProblems.FieldType(fields[i].Name, expected, value.GetRawText()));
            }
        }

        foreach (var property in body.EnumerateObject())
        {
            if (!IsKnown(fields, property))
            {
                (problems ??= []).Add(ServingProblems.FieldUnknown(property.Name, fields.Select(field => field.Name)));
            }
        }

        return problems;
    }

    private static bool IsKnown(IReadOnlyList<FeatureField> fields, JsonProperty property)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (property.NameEquals(fields[i].Name))
            {
                return true;
            }
        }

        return false;
    }

    private static Outcome<PredictResponse> Score(LoadedEndpoint endpoint, RequestRow row)
    {
        if (endpoint.Session is not { } session)
        {
            return FallBack(endpoint, row, "its graph could not be loaded.");
        }

        var worker = session.Rent();
        try
        {
            Fill(worker, endpoint.Features.Set.Features, row);
            return Answer(endpoint, worker.Run()[0], isFallback: false);
        }
        catch (OnnxRuntimeException fault)
        {
            return FallBack(endpoint, row, fault.Message);
        }
        finally
        {
            session.Return(worker);
        }
    }

    private static void Fill(ModelWorker worker, IReadOnlyList<FeatureInfo> features, RequestRow row)
    {
        for (var i = 0; i < features.Count; i++)
        {
            if (features[i].Type == FeatureType.Text)
            {
                worker.Inputs[i].Set(0, row.Text(i));
            }
            else
            {
                worker.Inputs[i].Set(0, row.Number(i));
            }
        }
    }

    private static Outcome<PredictResponse> FallBack(LoadedEndpoint endpoint, RequestRow row, string why) =>
        endpoint.Fallback?.Probability(endpoint.Features, row) is { } probability
            ? Answer(endpoint, probability, isFallback: true)
            : ServingProblems.ModelUnavailable(endpoint.Deployment.Endpoint, why);

    private static PredictResponse Answer(LoadedEndpoint endpoint, double probability, bool isFallback)
    {
        var (deployment, threshold) = (endpoint.Deployment, endpoint.Model.DecisionThreshold);
        var isPositive = probability >= threshold;
        var label = deployment.Spec.PositiveLabel;
        return new PredictResponse(
            deployment.Endpoint, probability, isPositive, isPositive ? label : $"not {label}", threshold, deployment.Model,
            deployment.Version, isFallback, 0);
    }
}
