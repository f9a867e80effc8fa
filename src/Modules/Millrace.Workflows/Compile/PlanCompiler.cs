using System.Text.Json;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Steps;
using Millrace.Registry.Contracts;
using Millrace.Workflows.Language;
using Millrace.Workflows.Rules;

namespace Millrace.Workflows.Compile;

/// <summary>Turns a sound file into the plan of its run.</summary>
internal sealed class PlanCompiler(WorkflowFile file, string folder, IReadOnlyDictionary<string, Digest> sourceDigests)
{
    private static readonly IReadOnlyDictionary<string, Digest> NoDigests = new Dictionary<string, Digest>();
    private readonly List<PlanStep> steps = [];

    /// <summary>The plan, each step after those it needs.</summary>
    public Plan Compile()
    {
        foreach (var source in file.Data.Sources.Keys)
        {
            steps.Add(new PlanStep(
                IngestId(source), "data.ingest", Json(DataSpecs.Ingest(source, file.Data, folder)), new Dictionary<string, OutputOf>(),
                new Dictionary<string, Digest> { ["source"] = sourceDigests[source] }));
        }

        AddModelSteps();
        if (file.Registry is { } registry)
        {
            AddDelivery(registry, AddRegistry(registry));
        }

        if (file.Monitoring is { } monitoring)
        {
            Add("monitor", "monitoring.drift", MonitoringSpecs.Drift(file, monitoring),
                ("training_set", "features"), ("feature_set", "features"), ("split", "split"), ("model", "train"), ("evaluation", "evaluate"));
        }

        return new Plan(file.Workflow.Name, file.Workflow.Project, steps);
    }

    private static string IngestId(string source) => $"ingest:{source}";

    private void AddModelSteps()
    {
        var dataset = DataRules.Dataset(file.Data)!;
        var lookups = file.Data.Sources.Keys.Where(source => source != dataset)
            .Select(source => ($"lookup:{source}", new OutputOf(IngestId(source), "dataset"))).ToArray();
        Add("validate", "data.validate", DataSpecs.Prepare(file.Data), [("dataset", new OutputOf(IngestId(dataset), "dataset")), .. lookups]);
        Add("features", "features.build", FeatureSpecs.Build(file), [("dataset", new OutputOf("validate", "dataset")), .. lookups]);
        Add("split", "training.split", TrainingSpecs.Split(file.Training), ("training_set", "features"));
        Add("train", "training.train", TrainingSpecs.Train(file), ("training_set", "features"), ("feature_set", "features"), ("split", "split"));
        Add("evaluate", "training.evaluate", TrainingSpecs.Evaluate(file), ("training_set", "features"), ("split", "split"), ("model", "train"));
    }

    // The version as far as the path goes: registered, through its gates, in production.
    private OutputOf AddRegistry(RegistrySection registry)
    {
        var approvals = registry.Approvals.Production;
        Add("register", "registry.register", new RegisterSpec(registry.Model) { ProductionApprovals = approvals > 0 ? approvals : null },
            ("model", "train"), ("evaluation", "evaluate"), ("feature_set", "features"), ("dataset", "validate"));
        var version = new OutputOf("register", "version");
        if (registry.Path.Contains(PathStage.Staging))
        {
            Add("gate", "registry.gate", DeliverySpecs.Gates(file, registry),
                [("version", version), ("evaluation", new OutputOf("evaluate", "evaluation"))]);
            version = new OutputOf("gate", "gated");
        }

        if (registry.Path.Contains(PathStage.Production))
        {
            Add("promote", "registry.promote", new PromoteSpec(registry.Model, Stage.Production, approvals), [("version", version)]);
            version = new OutputOf("promote", "promoted");
        }

        return version;
    }

    private void AddDelivery(RegistrySection registry, OutputOf version)
    {
        if (file.Serving is not { } serving)
        {
            return;
        }

        if (serving.Mode == ServingMode.RealTime && registry.Path.Contains(PathStage.Production))
        {
            Add("materialize", "features.materialize", new Dictionary<string, string>(), ("feature_set", "features"), ("dataset", "validate"));
            Add("deploy", "serving.deploy", DeliverySpecs.Deploy(file, registry, serving),
                [("version", version), .. From(("online", "materialize"), ("feature_set", "features"), ("model", "train"))]);
        }

        if (serving.Batch is { } batch)
        {
            Add("predict", "serving.predict-batch", DeliverySpecs.Predict(registry, batch),
                [("version", version), .. From(("training_set", "features"), ("split", "split"), ("model", "train"))]);
        }
    }

    private void Add<T>(string id, string kind, T parameters, params (string Name, string Step)[] inputs) =>
        Add(id, kind, parameters, From(inputs));

    private void Add<T>(string id, string kind, T parameters, (string Name, OutputOf From)[] inputs) =>
        steps.Add(new PlanStep(id, kind, Json(parameters), inputs.ToDictionary(input => input.Name, input => input.From), NoDigests));

    // Outputs are called what the inputs are called, wherever the names do not say otherwise.
    private static (string Name, OutputOf From)[] From(params (string Name, string Step)[] inputs) =>
        [.. inputs.Select(input => (input.Name, new OutputOf(input.Step, input.Name)))];

    private static JsonElement Json<T>(T parameters)
    {
        using var document = JsonDocument.Parse(CanonicalJson.Serialize(parameters));
        return document.RootElement.Clone();
    }
}
