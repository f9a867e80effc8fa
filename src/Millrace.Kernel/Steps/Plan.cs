using System.Text.Json;

namespace Millrace.Kernel.Steps;

/// <summary>A directed acyclic graph of steps, compiled from a workflow file.</summary>
/// <param name="Workflow">The workflow's name.</param>
/// <param name="Project">The project it belongs to.</param>
/// <param name="Steps">In an order in which each input is made before it is used.</param>
public sealed record Plan(string Workflow, string Project, IReadOnlyList<PlanStep> Steps);

/// <summary>One node of a plan.</summary>
/// <param name="Id">Unique in the plan; what people see.</param>
/// <param name="Kind">The <see cref="IStep.Kind"/> that does it.</param>
/// <param name="Parameters">JSON for the step's own parameter type.</param>
/// <param name="Inputs">Input name → where it comes from.</param>
/// <param name="ContentDigests">Digests of outside files the parameters name (raw data, code): part of the cache key,
/// so that a changed file is noticed though its path is the same.</param>
public sealed record PlanStep(
    string Id, string Kind, JsonElement Parameters,
    IReadOnlyDictionary<string, OutputOf> Inputs,
    IReadOnlyDictionary<string, Digests.Digest> ContentDigests);

/// <summary>Names one output of an earlier step.</summary>
/// <param name="Step">The step's id.</param>
/// <param name="Output">The output's name.</param>
public sealed record OutputOf(string Step, string Output);
