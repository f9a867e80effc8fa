using System.Globalization;
using System.Text.Json;
using Millrace.Features.Contracts;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Steps;
using Millrace.Training.Contracts;

namespace Millrace.Training.Runs;

/// <summary>What a run must carry so that it can be reproduced.</summary>
internal static class RunFacts
{
    /// <summary>Begins the tags that describe the worker.</summary>
    public const string EnvironmentPrefix = "millrace.environment.";

    // Longer than any setting and well below what tracking allows for one value.
    private const int LongestValue = 4000;

    /// <summary>Everything the training was asked to do, as parameters.</summary>
    public static IReadOnlyDictionary<string, string> Params(TrainSpec spec, IReadOnlyDictionary<string, double> parameters)
    {
        var facts = parameters.ToDictionary(pair => pair.Key, pair => Text(pair.Value), StringComparer.Ordinal);
        facts["engine"] = spec.Engine;
        facts["seed"] = spec.Seed.ToString(CultureInfo.InvariantCulture);
        facts["class_weights"] = spec.ClassWeights;
        facts["checkpoint_every"] = spec.CheckpointEveryRounds.ToString(CultureInfo.InvariantCulture);
        facts["early_stopping"] = spec.EarlyStopping is { } early ? $"{early.Metric}, {early.Rounds} rounds" : "none";
        facts["target"] = spec.Problem.Target;
        facts["preprocessing"] = Json(spec.Preprocessing);
        return facts;
    }

    /// <summary>Where it comes from, as tags.</summary>
    public static IReadOnlyDictionary<string, string> Tags(StepContext context, TrainingSet set) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["millrace.workflow"] = context.Workflow,
        ["millrace.step"] = context.StepId,
        ["millrace.pipeline_run"] = context.PipelineRun.ToString(),
        ["millrace.idempotency_key"] = context.IdempotencyKey.ToString(),
        ["millrace.dataset"] = set.Dataset.ToString(),
        ["millrace.feature_set"] = context.Inputs["feature_set"].Digest.ToString(),
        ["millrace.training_set"] = context.Inputs["training_set"].Digest.ToString(),
        ["millrace.split"] = context.Inputs["split"].Digest.ToString(),
    };

    /// <summary>What the worker said of itself, as tags.</summary>
    public static IReadOnlyDictionary<string, string> Environment(IReadOnlyDictionary<string, string> environment, int threads)
    {
        var tags = environment.ToDictionary(pair => EnvironmentPrefix + pair.Key, pair => pair.Value, StringComparer.Ordinal);
        tags[EnvironmentPrefix + "threads"] = threads.ToString(CultureInfo.InvariantCulture);
        return tags;
    }

    /// <summary>A number as it reads back.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Json<T>(T value)
    {
        var json = JsonSerializer.Serialize(value, CanonicalJson.Options);
        return json.Length <= LongestValue ? json : $"{json[..LongestValue]}… sha256:{Digest.Of(json)}";
    }
}
