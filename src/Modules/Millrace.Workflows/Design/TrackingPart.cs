using Millrace.Workflows.DesignVerdicts;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Design;

/// <summary>3. Experiment Tracking.</summary>
internal static class TrackingPart
{
    public static void Write(MarkdownPage page, DesignFacts facts)
    {
        var tracking = facts.File.Tracking;
        var model = facts.Run.Model;
        page.Heading(2, "3. Experiment Tracking");
        page.Facts(
            ("Experiment", tracking?.Experiment ?? facts.Workflow.Name),
            ("Recorded", tracking is null ? "not said" : Said.And([.. tracking.Log.Select(item => WordShape.Of(item))])),
            ("Seeds", Said.Invariant($"training {facts.File.Training.Seed}, resamples {facts.File.Training.Evaluation.Bootstrap.Seed}")),
            ("Last run", DesignFacts.OrNotRun(model, found => $"`{found.RunId}`")),
            ("Training set", DesignFacts.OrNotRun(model, found => $"`{found.TrainingSet.Short}`")),
            ("Feature definitions", DesignFacts.OrNotRun(model, found => $"`{found.FeatureSet.Short}`")),
            ("Split", DesignFacts.OrNotRun(model, found => $"`{found.Split.Short}`")),
            ("Model graph", DesignFacts.OrNotRun(model, found => $"`{found.Onnx.Digest.Short}`")),
            ("Do it again", DesignFacts.OrNotRun(model, found => $"`millrace runs reproduce {found.RunId}`")));
    }
}
