using Millrace.Kernel.Steps;

namespace Millrace.Pipelines.Plans;

/// <summary>A plan whose names, types and order have been checked.</summary>
internal sealed class PlanGraph
{
    private readonly Dictionary<string, int> positions;

    public PlanGraph(Plan plan, IReadOnlyList<IStep> steps)
    {
        (Plan, Steps) = (plan, steps);
        positions = plan.Steps.Select((step, i) => (step.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i, StringComparer.Ordinal);
        Sources = [.. plan.Steps.Select(step => step.Inputs.Values.Select(from => positions[from.Step]).Distinct().ToList())];
    }

    public Plan Plan { get; }

    /// <summary>What does each step of the plan, by position.</summary>
    public IReadOnlyList<IStep> Steps { get; }

    /// <summary>The positions each step waits for, by position.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Sources { get; }

    public int PositionOf(string stepId) => positions[stepId];
}
