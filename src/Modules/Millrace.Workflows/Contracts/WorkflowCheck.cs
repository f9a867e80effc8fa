using Millrace.Kernel.Problems;
using Millrace.Workflows.Compile;
using Millrace.Workflows.Reading;

namespace Millrace.Workflows.Contracts;

/// <summary>What reading a workflow file gave: the workflow, or its problems; its design can be judged either way.</summary>
public sealed class WorkflowCheck
{
    internal WorkflowCheck(string path, ReadFile read, Lineage? lineage, LoadedWorkflow? workflow)
    {
        Path = path;
        Read = read;
        Lineage = lineage;
        Workflow = workflow;
        Problems = read.Problems.Found;
    }

    /// <summary>The file's path as the user gave it.</summary>
    public string Path { get; }

    /// <summary>Everything that is wrong, in the order of the file; empty when there is a workflow.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>The workflow; null when there are problems.</summary>
    public LoadedWorkflow? Workflow { get; }

    internal ReadFile Read { get; }

    internal Lineage? Lineage { get; }
}
