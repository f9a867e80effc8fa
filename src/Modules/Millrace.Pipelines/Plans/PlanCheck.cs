using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Pipelines.Contracts;

namespace Millrace.Pipelines.Plans;

/// <summary>Finds everything that is wrong with a plan before anything runs.</summary>
internal sealed class PlanCheck(Plan plan, StepCatalog catalog)
{
    private readonly List<Problem> problems = [];
    private readonly Dictionary<string, PlanStep> byId = new(StringComparer.Ordinal);

    public static Outcome<PlanGraph> Run(Plan plan, StepCatalog catalog)
    {
        var check = new PlanCheck(plan, catalog);
        check.CheckIds();
        foreach (var step in plan.Steps)
        {
            check.CheckStep(step);
        }

        check.CheckCycle();
        return check.problems.Count > 0
            ? Outcome<PlanGraph>.Failed(check.problems)
            : new PlanGraph(plan, [.. plan.Steps.Select(step => catalog.Find(step.Kind)!)]);
    }

    private void CheckIds()
    {
        foreach (var step in plan.Steps)
        {
            if (!step.Id.Split(':').All(Names.IsValid))
            {
                problems.Add(PipelinesProblems.StepIdInvalid(step.Id));
            }

            if (!byId.TryAdd(step.Id, step))
            {
                problems.Add(PipelinesProblems.StepIdTwice(step.Id));
            }
        }
    }

    private void CheckStep(PlanStep step)
    {
        if (catalog.Find(step.Kind) is not { } kind)
        {
            problems.Add(PipelinesProblems.KindUnknown(step, catalog.Kinds));
            return;
        }

        problems.AddRange(StepPorts.Required(kind)
            .Where(input => !step.Inputs.ContainsKey(input.Key))
            .Select(input => PipelinesProblems.InputMissing(step, input.Key, input.Value)));
        foreach (var (name, from) in step.Inputs)
        {
            CheckInput(step, kind, name, from);
        }
    }

    private void CheckInput(PlanStep step, IStep kind, string name, OutputOf from)
    {
        var wanted = StepPorts.TypeOfInput(kind, name);
        if (wanted is null)
        {
            problems.Add(PipelinesProblems.InputUnknown(step, name, kind.Inputs.Keys));
        }

        if (!byId.TryGetValue(from.Step, out var source))
        {
            problems.Add(PipelinesProblems.SourceUnknown(step, name, from.Step, byId.Keys));
        }
        else if (catalog.Find(source.Kind) is { } giver)
        {
            CheckOutput(step, name, wanted, from, giver);
        }
    }

    private void CheckOutput(PlanStep step, string name, string? wanted, OutputOf from, IStep giver)
    {
        if (!giver.Outputs.TryGetValue(from.Output, out var given))
        {
            problems.Add(PipelinesProblems.OutputUnknown(step, name, from, giver.Outputs.Keys));
        }
        else if (wanted is not null && wanted != given)
        {
            problems.Add(PipelinesProblems.TypeMismatch(step, name, wanted, from, given));
        }
    }

    // Steps that give and need nothing of the rest are taken away until only a cycle, if any, is left.
    private void CheckCycle()
    {
        var left = new Dictionary<string, PlanStep>(byId, StringComparer.Ordinal);
        while (left.Values.Where(step => !step.Inputs.Values.Any(from => left.ContainsKey(from.Step))).ToList() is { Count: > 0 } free)
        {
            free.ForEach(step => left.Remove(step.Id));
        }

        if (left.Count == 0)
        {
            return;
        }

        var way = new List<string>();
        for (var at = left.Values.First(); !way.Contains(at.Id); at = left[at.Inputs.Values.First(from => left.ContainsKey(from.Step)).Step])
        {
            way.Add(at.Id);
        }

        var last = left[way[^1]].Inputs.Values.First(from => left.ContainsKey(from.Step)).Step;
        var loop = way[way.IndexOf(last)..];
        problems.Add(PipelinesProblems.Cycle(loop.Append(loop[0]).Reverse()));
    }
}
