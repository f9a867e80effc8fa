using Millrace.Reports.Numbers;
using Millrace.Reports.Pages;

namespace Millrace.Server.Reporting;

/// <summary>Whether what serves is what was trained, and where it answers.</summary>
internal static class ServingSection
{
    private const string Title = "Serving";

    public static Section Of(RunReportInput input)
    {
        if (input is { Evaluation: null, Deployment: null, Batch: null })
        {
            return RunReport.NotRun(Title, "nothing was deployed and no parity measured.");
        }

        List<Block> blocks = [];
        if (input.Evaluation?.Parity is { RowCount: > 0 } parity)
        {
            blocks.Add(new FiguresBlock(
            [
                new("Rows compared", HumanNumber.Count(parity.RowCount), "serving graph against trainer"),
                new("Largest difference", HumanNumber.Number(parity.LargestError), "of a probability"),
                new("Decisions that flip", HumanNumber.Count(parity.FlippedDecisionCount), "at the threshold"),
            ]));
        }
        else
        {
            blocks.Add(new NoteBlock(Tone.Neutral, "Not run: the serving graph was not compared with the trainer."));
        }

        blocks.Add(input.Deployment is null && input.Batch is null
            ? new NoteBlock(Tone.Neutral, "Not run: the version answers nowhere yet.")
            : new FactsBlock([.. Facts(input)]));
        return new Section(Title, blocks)
        {
            Lead = "Preprocessing and model are one graph, so that serving cannot drift away from training.",
        };
    }

    private static IEnumerable<Fact> Facts(RunReportInput input)
    {
        if (input.Deployment is { } deployment)
        {
            yield return new Fact("Endpoint", deployment.Endpoint);
            yield return new Fact("Version deployed", $"{deployment.Model} version {deployment.Version}");
            yield return new Fact("Promised latency", $"p50 {HumanNumber.Duration(deployment.Spec.LatencyP50)}, p99 {HumanNumber.Duration(deployment.Spec.LatencyP99)}");
            yield return new Fact("Promised throughput", deployment.Spec.ThroughputPerSecond is { } rate ? $"{HumanNumber.Number(rate)} requests per second" : HumanNumber.None);
            yield return new Fact("When the model cannot answer", deployment.Spec.Fallback is { } fallback ? $"{fallback.Type} {fallback.Baseline ?? HumanNumber.Number(fallback.Value)}" : "an error");
        }

        if (input.Batch is { } batch)
        {
            yield return new Fact("Last batch", $"{HumanNumber.Count(batch.RowCount)} rows, {HumanNumber.Percent(batch.PositiveShare)} flagged");
        }
    }
}
