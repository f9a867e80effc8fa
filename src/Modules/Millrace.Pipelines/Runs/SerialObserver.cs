using Millrace.Kernel.Identity;
using Millrace.Kernel.Steps;
using Millrace.Pipelines.Contracts;

namespace Millrace.Pipelines.Runs;

/// <summary>Tells an observer, or nobody, one thing at a time.</summary>
internal sealed class SerialObserver(IPipelineObserver? observer) : IPipelineObserver
{
    private readonly Lock gate = new();

    public void PipelineStarted(PipelineRunId id, Plan plan) => Tell(o => o.PipelineStarted(id, plan));

    public void StepStarted(string stepId, string kind) => Tell(o => o.StepStarted(stepId, kind));

    public void StepProgress(string stepId, double? share, string words) => Tell(o => o.StepProgress(stepId, share, words));

    public void StepEnded(StepOutcome step) => Tell(o => o.StepEnded(step));

    private void Tell(Action<IPipelineObserver> what)
    {
        if (observer is not null)
        {
            lock (gate)
            {
                what(observer);
            }
        }
    }
}
