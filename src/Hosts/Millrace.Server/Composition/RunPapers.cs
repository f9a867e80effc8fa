using System.Text.Json;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Steps;
using Millrace.Pipelines.Contracts;
using Millrace.Registry.Contracts;
using Millrace.Server.Reporting;
using Millrace.Serving.Contracts;
using Millrace.Training.Contracts;
using Millrace.Workflows;
using Millrace.Workflows.Contracts;

namespace Millrace.Server.Composition;

/// <summary>The papers of a run: the design document and the HTML report.</summary>
/// <param name="Design">Path of the design document.</param>
/// <param name="Report">Path of the report.</param>
public sealed record RunPapers(string Design, string Report)
{
    /// <summary>Path under which the batch's predictions are found; null when there was no batch.</summary>
    public string? Predictions { get; init; }

    /// <summary>Writes both under the home's <c>reports</c>, whole or not at all.</summary>
    public static async Task<RunPapers> WriteAsync(MillraceApp app, WorkflowCheck check, RunArtifacts artifacts, CancellationToken ct)
    {
        var workflow = check.Workflow!;
        var folder = Path.Combine(app.Layout.Reports, workflow.Name);
        Directory.CreateDirectory(folder);
        var papers = new RunPapers(Path.Combine(folder, "design.md"), Path.Combine(folder, $"{artifacts.Run.PipelineRunId}.html"));
        await WriteWholeAsync(papers.Design, DesignOf(app, check, await FactsAsync(app, artifacts, ct).ConfigureAwait(false)), ct).ConfigureAwait(false);
        await WriteWholeAsync(papers.Report, RunReport.Html(Input(app, workflow, artifacts)), ct).ConfigureAwait(false);
        return papers with { Predictions = await LinkPredictionsAsync(app, workflow, folder, artifacts, ct).ConfigureAwait(false) };
    }

    /// <summary>The design document in Markdown; the file must have no problems.</summary>
    public static string DesignOf(MillraceApp app, WorkflowCheck check, LastRunFacts? facts) =>
        DesignDocument.Render(check.Workflow!, facts, DesignReview.Evaluate(check, facts, app.Clock.GetUtcNow()));

    /// <summary>What the newest execution of the workflow came to, its latency measured now; null when there is none.</summary>
    public static async Task<LastRunFacts?> LastFactsAsync(MillraceApp app, string workflow, CancellationToken ct)
    {
        var latest = await app.History.LatestAsync(workflow, ct).ConfigureAwait(false);
        return latest is null
            ? null
            : await FactsAsync(app, await RunArtifacts.LoadAsync(app, latest, ct).ConfigureAwait(false), ct).ConfigureAwait(false);
    }

    private static async Task<LastRunFacts> FactsAsync(MillraceApp app, RunArtifacts artifacts, CancellationToken ct) =>
        LastRunFactsOf.Run(artifacts, await LatencyProbe.MeasureAsync(app, artifacts, ct).ConfigureAwait(false));

    private static RunReportInput Input(MillraceApp app, LoadedWorkflow workflow, RunArtifacts artifacts) =>
        new(workflow.Name, app.Clock.GetUtcNow())
        {
            Project = workflow.Project,
            Owner = workflow.Owner,
            Statement = workflow.Statement,
            PipelineRun = artifacts.Run.PipelineRunId.ToString(),
            Raw = artifacts.Raw,
            Dataset = artifacts.Dataset,
            Profile = artifacts.Profile,
            Checks = artifacts.Checks,
            Features = artifacts.FeatureSet,
            TrainingSet = artifacts.TrainingSet,
            Split = artifacts.Split,
            Model = artifacts.Model,
            Evaluation = artifacts.Evaluation,
            EvaluateSpec = Parameters<EvaluateSpec>(workflow.Plan, "training.evaluate"),
            Gates = Parameters<GatesSpec>(workflow.Plan, "registry.gate"),
            GateVerdicts = artifacts.GateVerdicts,
            Version = artifacts.Registered,
            History = artifacts.Moves,
            Deployment = artifacts.Deployment,
            Batch = artifacts.Predictions,
            Drift = artifacts.Drift,
            Steps = [.. artifacts.Run.Steps.Select(Timing)],
            RowNoun = artifacts.Dataset?.Name,
            Environment = Environment(artifacts),
        };

    // As the candidate was trained, not as this process is.
    private static Dictionary<string, string> Environment(RunArtifacts artifacts)
    {
        const string Prefix = "millrace.environment.";
        var known = new Dictionary<string, string>();
        if (artifacts.Candidate is { } run)
        {
            foreach (var (key, value) in run.Tags.Where(tag => tag.Key.StartsWith(Prefix, StringComparison.Ordinal)))
            {
                known[key[Prefix.Length..]] = value;
            }

            known["git commit"] = run.GitCommit is null ? "none" : run.GitCommit + (run.GitIsDirty == true ? " with changes" : "");
        }

        return known;
    }

    private static StepTiming Timing(StepOutcome step) => new(
        step.Id, step.Kind, step.Status == StepStatus.Succeeded ? "done" : step.Status.ToString().ToLowerInvariant(),
        step.StartedAt is null ? null : TimeSpan.FromMilliseconds(step.ElapsedMs), step.PeakMemoryBytes > 0 ? step.PeakMemoryBytes : null);

    private static T? Parameters<T>(Plan plan, string kind)
        where T : class => plan.Steps.FirstOrDefault(step => step.Kind == kind)?.Parameters.Deserialize<T>(CanonicalJson.Options);

    // A link with a name for people to the immutable blob; a newer run points it elsewhere.
    private static async Task<string?> LinkPredictionsAsync(
        MillraceApp app, LoadedWorkflow workflow, string folder, RunArtifacts artifacts, CancellationToken ct)
    {
        if (artifacts.Predictions is not { } batch)
        {
            return null;
        }

        var format = Parameters<BatchSpec>(workflow.Plan, "serving.predict-batch")?.OutputFormat ?? "parquet";
        var path = Path.Combine(folder, $"predictions.{format}");
        var link = path + ".tmp";
        File.Delete(link);
        File.CreateSymbolicLink(link, await app.Blobs.GetLocalPathAsync(batch.File.Digest, ct).ConfigureAwait(false));
        File.Move(link, path, overwrite: true);
        return path;
    }

    private static async Task WriteWholeAsync(string path, string text, CancellationToken ct)
    {
        var unfinished = path + ".tmp";
        try
        {
            await File.WriteAllTextAsync(unfinished, text, ct).ConfigureAwait(false);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
