using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Language;

/// <summary>A whole <c>workflow.yaml</c>.</summary>
[Help("A machine-learning workflow: its design and what Millrace runs.")]
internal sealed record WorkflowFile
{
    [Help("What the workflow is called and who answers for it.")]
    public required WorkflowSection Workflow { get; init; }

    [Help("What is predicted, why, and what counts as success.")]
    public required ProblemSection Problem { get; init; }

    [Help("Where the data comes from and what must hold of it.")]
    public required DataSection Data { get; init; }

    [Help("What the model may know of a row, at the moment of prediction.")]
    public required FeaturesSection Features { get; init; }

    [Help("What is recorded of each run.")]
    public TrackingSection? Tracking { get; init; }

    [Help("How the model is fitted and measured.")]
    public required TrainingSection Training { get; init; }

    [Help("How a model version gets to production. Without it the run ends with the evaluation.")]
    public RegistrySection? Registry { get; init; }

    [Help("How predictions are delivered. Without it nothing is deployed.")]
    public ServingSection? Serving { get; init; }

    [Help("The experiment that shows whether the model helps.")]
    public AbTestSection? AbTest { get; init; }

    [Help("What is watched in production, with its bounds. Without it nothing is.")]
    public MonitoringSection? Monitoring { get; init; }

    [Help("When the model is trained again, and who starts it.")]
    public RetrainingSection? Retraining { get; init; }
}
