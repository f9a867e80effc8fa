using Millrace.Kernel.Blobs;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;

namespace Millrace.Pipelines;

internal static class PipelinesProblems
{
    private const string RunAgain = "Run the same command again; finished steps are not done twice.";

    public static Problem RunNotFound(PipelineRunId id) => new(
        "pipeline.run-not-found", ProblemKind.NotFound, $"There is no pipeline run '{id}'.", "List them with: millrace pipelines list");

    public static Problem StepIdInvalid(string id) => new(
        "pipeline.step-id-invalid", ProblemKind.Invalid, $"'{id}' is no step id.", $"Use {Names.Rule}; several such names may be joined by ':'.");

    public static Problem StepIdTwice(string id) => new(
        "pipeline.step-id-twice", ProblemKind.Invalid, $"Two steps of the plan have the id '{id}'.", "Give each its own.");

    public static Problem KindUnknown(PlanStep step, IEnumerable<string> known) => new(
        "pipeline.kind-unknown", ProblemKind.Invalid, $"Step '{step.Id}' has the unknown kind '{step.Kind}'.", DidYouMean.Hint(step.Kind, known));

    public static Problem InputMissing(PlanStep step, string name, string type) => new(
        "pipeline.input-missing", ProblemKind.Invalid, $"Step '{step.Id}' is not given its input '{name}' of type '{type}'.",
        $"Name the step and output that give a '{type}'.");

    public static Problem InputUnknown(PlanStep step, string name, IEnumerable<string> known) => new(
        "pipeline.input-unknown", ProblemKind.Invalid, $"Step '{step.Id}' of kind '{step.Kind}' takes no input '{name}'.",
        DidYouMean.Hint(name, known));

    public static Problem SourceUnknown(PlanStep step, string input, string source, IEnumerable<string> known) => new(
        "pipeline.source-unknown", ProblemKind.Invalid, $"Input '{input}' of step '{step.Id}' comes from '{source}', but no step has that id.",
        DidYouMean.Hint(source, known));

    public static Problem OutputUnknown(PlanStep step, string input, OutputOf from, IEnumerable<string> known) => new(
        "pipeline.output-unknown", ProblemKind.Invalid,
        $"Input '{input}' of step '{step.Id}' is the output '{from.Output}' of '{from.Step}', which gives no such thing.",
        DidYouMean.Hint(from.Output, known));

    public static Problem TypeMismatch(PlanStep step, string input, string wanted, OutputOf from, string given) => new(
        "pipeline.type-mismatch", ProblemKind.Invalid,
        $"Input '{input}' of step '{step.Id}' must be of type '{wanted}', but '{from.Output}' of '{from.Step}' is of type '{given}'.",
        $"Name an output of type '{wanted}'.");

    public static Problem Cycle(IEnumerable<string> ids) => new(
        "pipeline.cycle", ProblemKind.Invalid, $"These steps wait for each other: {string.Join(" → ", ids)}.", "Take one of the inputs away.");

    public static Problem StepCrashed(PlanStep step, Exception failure) => new(
        "pipeline.step-crashed", ProblemKind.Bug,
        $"Step '{step.Id}' of kind '{step.Kind}' threw {failure.GetType().Name}: {failure.Message}");

    public static Problem OutputsWrong(PlanStep step, string detail) => new(
        "pipeline.step-outputs-wrong", ProblemKind.Bug, $"Step '{step.Id}' of kind '{step.Kind}' {detail}.");

    public static Problem BlobMissing(PlanStep step, BlobNotFoundException missing) => new(
        "pipeline.blob-missing", ProblemKind.Unavailable,
        $"Step '{step.Id}' needs the blob {missing.Digest.Short}, which has gone from the store.", RunAgain);

    public static Problem IoFailed(PlanStep step, Exception failure) => new(
        "pipeline.io-failed", ProblemKind.Unavailable, $"Step '{step.Id}' could not read or write: {failure.Message}", RunAgain);

    public static Problem Cancelled() => new(
        "pipeline.cancelled", ProblemKind.Cancelled, "The run was stopped.", RunAgain);
}
