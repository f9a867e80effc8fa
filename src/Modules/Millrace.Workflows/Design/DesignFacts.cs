using Millrace.Workflows.Contracts;
using Millrace.Workflows.Language;

namespace Millrace.Workflows.Design;

/// <summary>What the document is made of.</summary>
/// <param name="Workflow">The file.</param>
/// <param name="Run">The last run; empty when there was none.</param>
/// <param name="Verdicts">The ten verdicts.</param>
internal sealed record DesignFacts(LoadedWorkflow Workflow, LastRunFacts Run, IReadOnlyList<DesignVerdict> Verdicts)
{
    /// <summary>Stands where the last run has nothing to say.</summary>
    public const string NotRunYet = "not run yet";

    /// <summary>The typed file.</summary>
    public WorkflowFile File => Workflow.File;

    /// <summary>A value of the last run, or that there was none.</summary>
    public static string OrNotRun<T>(T? value, Func<T, string> say)
        where T : class => value is null ? NotRunYet : say(value);
}
