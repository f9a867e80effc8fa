using Millrace.Workflows.DesignVerdicts;

namespace Millrace.Workflows.Design;

/// <summary>4. Training Pipeline.</summary>
internal static class PipelinePart
{
    private static readonly Dictionary<string, string> Purposes = new()
    {
        ["data.ingest"] = "reads the source as it is; its bytes give the version",
        ["data.validate"] = "completes rows, checks them, quarantines failing ones",
        ["features.build"] = "joins the past to each row, point in time",
        ["training.split"] = "divides the rows",
        ["training.train"] = "fits preprocessing, model and baselines",
        ["training.evaluate"] = "measures on the untouched test split",
        ["registry.register"] = "registers the candidate as None",
        ["registry.gate"] = "moves it to Staging if every gate passes, else ends the run",
        ["registry.promote"] = "moves it to Production",
        ["features.materialize"] = "puts past windows where serving reads them",
        ["serving.deploy"] = "lets the endpoint answer with it",
        ["serving.predict-batch"] = "scores a part of the split into a file",
        ["monitoring.drift"] = "compares data, predictions and performance",
    };

    public static void Write(MarkdownPage page, DesignFacts facts)
    {
        page.Heading(2, "4. Training Pipeline");
        page.Code(Diagram(facts), "text");
        WriteStages(page, facts);
        ModelPart.Write(page, facts);
        GatesPart.Write(page, facts);
    }

    private static string Diagram(DesignFacts facts)
    {
        var run = facts.Run;
        var metric = facts.File.Problem.EvaluationMetric;
        var features = facts.Workflow.Scope.Features.All.Count;
        return PipelineDiagram.Draw(
        [
            ("data", [run.Dataset is { } data ? $"{Said.Count(data.RowCount)} rows" : DesignFacts.NotRunYet, Said.Invariant($"{facts.File.Data.Checks.Count} checks")]),
            ("features", [Said.Invariant($"{features} features"), "point in time"]),
            ("train", [facts.File.Training.Engine, run.Model is { } model ? Said.Invariant($"{model.BestRound + 1} rounds") : DesignFacts.NotRunYet]),
            ("evaluate", [metric, run.Evaluation?.Candidate.Metrics.GetValueOrDefault(metric) is { } value ? Said.Value(value.Value) : DesignFacts.NotRunYet]),
            ("register", [facts.Workflow.Model ?? "nothing", run.Version is { } version ? Said.Invariant($"version {version.Version}, {run.Stage}") : DesignFacts.NotRunYet]),
        ]);
    }

    private static void WriteStages(MarkdownPage page, DesignFacts facts)
    {
        page.Table(
            ["Stage", "What it does", "Takes from", "Last run", "Seconds", "Result"],
            facts.Workflow.Plan.Steps.Select(step =>
            {
                var last = facts.Run.Steps.FirstOrDefault(found => found.Id == step.Id);
                return (IReadOnlyList<string>)
                [
                    $"`{step.Id}`", Purposes.GetValueOrDefault(step.Kind, step.Kind), string.Join(", ", step.Inputs.Values.Select(input => input.Step).Distinct()),
                    last?.Status ?? DesignFacts.NotRunYet, last is null ? "" : Said.Invariant($"{last.Seconds:0.0}"),
                    last is null ? "" : string.Join(", ", last.Summary.Select(fact => $"{fact.Key} {fact.Value}")),
                ];
            }));
        page.Facts(
            ("Execution", facts.Run.PipelineRun is { } run ? $"`{run}`" : DesignFacts.NotRunYet),
            ("Whole run", facts.Run.WallSeconds is { } seconds ? Said.Invariant($"{seconds:0.0} s") : DesignFacts.NotRunYet),
            ("Peak memory of a process", facts.Run.PeakMemoryBytes is { } bytes ? Said.Invariant($"{bytes / 1e9:0.00} GB") : DesignFacts.NotRunYet));
    }
}
