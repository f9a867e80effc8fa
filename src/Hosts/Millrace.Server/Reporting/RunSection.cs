using Millrace.Kernel.Digests;
using Millrace.Reports.Numbers;
using Millrace.Reports.Pages;

namespace Millrace.Server.Reporting;

/// <summary>Enough to do it again: steps, digests, seed, environment.</summary>
internal static class RunSection
{
    private const string Title = "Run";

    public static Section Of(RunReportInput input)
    {
        List<Block> blocks = [];
        if (input.Steps.Count > 0)
        {
            blocks.Add(Figures(input.Steps));
            blocks.Add(Steps(input.Steps));
        }
        else
        {
            blocks.Add(new NoteBlock(Tone.Neutral, "Not recorded: there are no step timings."));
        }

        blocks.Add(new HeadingBlock("Reproduce"));
        blocks.Add(new FactsBlock([.. Facts(input)]));
        blocks.Add(new TableBlock(
            "Digests (SHA-256)", [new("What"), new("Digest")],
            [.. Digests(input).Select(pair => (IReadOnlyList<Cell>)[new Cell(pair.Key) { IsStrong = true }, Cell.Code(pair.Value.ToString())])]));
        return new Section(Title, blocks) { Lead = "Where time and memory went, and what is needed to do it again." };
    }

    private static FiguresBlock Figures(IReadOnlyList<StepTiming> steps) => new(
    [
        new("Time in steps", HumanNumber.Duration(steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + (step.Duration ?? TimeSpan.Zero))), "independent steps may overlap"),
        new("Steps", HumanNumber.Count(steps.Count), $"{steps.Count(step => step.State == "cached")} from the cache"),
        new("Peak memory", HumanNumber.Bytes(steps.Max(step => step.PeakMemoryBytes)), "of the largest process"),
    ]);

    private static TableBlock Steps(IReadOnlyList<StepTiming> steps) => new(
        "Steps",
        [new("Step"), new("Kind"), new("State"), TableColumn.Number("Time"), TableColumn.Number("Peak memory")],
        [
            .. steps.Select(step => (IReadOnlyList<Cell>)
                [new Cell(step.Id) { IsStrong = true }, Cell.Code(step.Kind), step.State, HumanNumber.Duration(step.Duration), HumanNumber.Bytes(step.PeakMemoryBytes)]),
        ])
    { VisibleRowCount = 20 };

    private static IEnumerable<Fact> Facts(RunReportInput input)
    {
        if (input.PipelineRun is { } run)
        {
            yield return new Fact("Execution", run) { IsCode = true };
        }

        if (input.Model is { } model)
        {
            yield return new Fact("Tracking run", model.RunId.ToString()) { IsCode = true };
            yield return new Fact("Experiment", model.Spec.Experiment);
            yield return new Fact("Seed", model.Spec.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        foreach (var (name, value) in input.Environment.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            yield return new Fact(name, value);
        }
    }

    private static IEnumerable<KeyValuePair<string, Digest>> Digests(RunReportInput input)
    {
        List<KeyValuePair<string, Digest>> found = [];
        void Add(string name, Digest? digest)
        {
            if (digest is { } value && found.TrueForAll(pair => pair.Key != name))
            {
                found.Add(new(name, value));
            }
        }

        foreach (var file in input.Raw?.Files ?? [])
        {
            Add("source file", file.Blob.Digest);
        }

        Add("dataset version", input.Version?.Dataset);
        Add("feature definitions", input.Model?.FeatureSet);
        Add("training set", input.Model?.TrainingSet);
        Add("split", input.Model?.Split);
        Add("trained model", input.Evaluation?.Model);
        Add("evaluation", input.Version?.Evaluation);
        Add("serving graph", input.Model?.Onnx.Digest);
        foreach (var (name, digest) in input.Digests.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Add(name, digest);
        }

        return found;
    }
}
