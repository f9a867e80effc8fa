using Millrace.Kernel.Blobs;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;

namespace Millrace.Pipelines.Runs;

/// <summary>The boundary of the steps' code: what an exception means to the user.</summary>
internal static class StepFailure
{
    public static IReadOnlyList<Problem> Of(PlanStep step, Exception failure) => failure switch
    {
        ProblemException expected => expected.Problems,
        BlobNotFoundException missing => [PipelinesProblems.BlobMissing(step, missing)],
        _ when MachineProblems.From(failure) is { } known => [known],
        IOException => [PipelinesProblems.IoFailed(step, failure)],
        AggregateException { InnerExceptions: [var only] } => Of(step, only),
        _ => [PipelinesProblems.StepCrashed(step, failure)],
    };
}
