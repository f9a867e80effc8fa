using System.Diagnostics;
using Millrace.Cli.Terminal;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Steps;
using Millrace.Pipelines.Contracts;
using Spectre.Console;

namespace Millrace.Cli.Commands.Workflows;

/// <summary>Tells people how a run goes: live bars in a terminal, one line a step elsewhere.</summary>
internal sealed class RunObserver(Terminal.Terminal terminal) : IPipelineObserver
{
    private readonly Dictionary<string, ProgressTask> tasks = new(StringComparer.Ordinal);
    private readonly long began = Stopwatch.GetTimestamp();
    private ProgressContext? live;

    /// <summary>Runs <paramref name="work"/> with live bars when the terminal can show them.</summary>
    public Task<T> WatchAsync<T>(Func<Task<T>> work) => terminal.People.Profile.Capabilities.Interactive
        ? terminal.People.Progress()
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn())
            .HideCompleted(true)
            .StartAsync(context =>
            {
                live = context;
                return work();
            })
        : work();

    public void PipelineStarted(PipelineRunId id, Plan plan) =>
        terminal.Say($"{plan.Workflow}: {plan.Steps.Count} steps, execution {id}");

    public void StepStarted(string stepId, string kind)
    {
        if (live is { } bars)
        {
            tasks[stepId] = bars.AddTask(Markup.Escape(stepId), maxValue: 1);
        }
    }

    public void StepProgress(string stepId, double? share, string words)
    {
        if (tasks.TryGetValue(stepId, out var task))
        {
            task.Description = Markup.Escape($"{stepId}: {words}");
            task.IsIndeterminate = share is null;
            task.Value = share ?? 0;
        }
    }

    public void StepEnded(StepOutcome step)
    {
        if (tasks.Remove(step.Id, out var task))
        {
            task.Value = 1;
            task.StopTask();
        }

        var mark = step.Status switch
        {
            StepStatus.Succeeded => "done",
            StepStatus.Cached => "cached",
            StepStatus.Halted => "HALTED",
            StepStatus.Failed => "FAILED",
            var other => other.ToString().ToLowerInvariant(),
        };
        var facts = string.Join(", ", step.Summary.Select(fact => $"{fact.Key} {fact.Value}"));
        terminal.Say($"[{Stopwatch.GetElapsedTime(began).TotalSeconds,6:0.0} s] {mark,-7} {step.Id,-20} {Words.Seconds(step.ElapsedMs),8}  {facts}");
    }
}
