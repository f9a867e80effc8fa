using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Responses;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Runs;
using Millrace.Tracking.Storage;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Inputs;

/// <summary><c>runs/log-model</c>: older clients say here which models they put among a run's files; a tag remembers them.</summary>
internal sealed class LogModel(ITables tables, RunStore runs)
{
    private const string HistoryTag = "mlflow.log-model.history";
    private static readonly string[] Kept = ["run_id", "artifact_path", "utc_time_created", "model_uuid"];
    private static readonly string[] Needed = ["artifact_path", "flavors", "run_id", "utc_time_created"];
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal sealed record Request(string? RunId, string? ModelJson);

    public void Map(MlflowRoutes routes) =>
        routes.Post("/mlflow/runs/log-model", TrackingJson.Default.LogModelRequest, TrackingJson.Default.Nothing, HandleAsync);

    private async Task<Outcome<Empty>> HandleAsync(MlflowCall<Request> call)
    {
        var (run, text) = (call.Body.RunId, call.Body.ModelJson);
        var problems = new[] { ("run_id", run), ("model_json", text) }.Where(pair => string.IsNullOrEmpty(pair.Item2))
            .Select(pair => TrackingProblems.ParameterMissing(pair.Item1)).ToList();
        if (problems.Count > 0)
        {
            return Outcome<Empty>.Failed(problems);
        }

        var entry = Entry(text!);
        return entry.IsOk
            ? (await tables.TryWriteAsync(transaction => Append(transaction, run!, entry.Value), call.Aborted).ConfigureAwait(false)).Map(_ => Empty.Value)
            : entry.As<Empty>();
    }

    // What the tag keeps of a model: where it is and how to load it, without a flavor's configuration.
    private static Outcome<JsonObject> Entry(string text)
    {
        JsonObject? model = null;
        try
        {
            model = JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            // Told below, with what is JSON but no object.
        }

        if (model is null)
        {
            return InputProblems.ModelNotJson(text);
        }

        var missing = Needed.Where(name => !model.ContainsKey(name)).ToList();
        if (missing.Count > 0)
        {
            return InputProblems.ModelIncomplete(missing);
        }

        var entry = new JsonObject(Kept.Where(model.ContainsKey).Select(name => KeyValuePair.Create(name, model[name]?.DeepClone())));
        var flavors = (model["flavors"]?.DeepClone() as JsonObject) ?? [];
        foreach (var (_, flavor) in flavors)
        {
            (flavor as JsonObject)?.Remove("config");
        }

        entry["flavors"] = flavors;
        return entry;
    }

    private void Append(DbTransaction transaction, string run, JsonObject entry)
    {
        var number = runs.MustBeActive(transaction, run);
        var before = Statement.Of(transaction, "SELECT value FROM tags WHERE run_no = @run AND key = @key").With("run", number).With("key", HistoryTag).Text();
        var history = before is null ? [] : JsonNode.Parse(before) as JsonArray ?? [];
        history.Add(entry.DeepClone());
        var value = history.ToJsonString(Plain);
        if (value.Length > RunLimits.MaxTagLength)
        {
            throw new ProblemException(TrackingProblems.TooLong(HistoryTag, value.Length, RunLimits.MaxTagLength));
        }

        RunStore.SetTag(transaction, number, HistoryTag, value);
    }
}
