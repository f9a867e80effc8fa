using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Workflows.Compile;
using Millrace.Workflows.Language;
using Millrace.Workflows.Reading;
using Millrace.Workflows.Rules;

namespace Millrace.Workflows.Contracts;

/// <summary>A workflow file without a problem, bound against its data and compiled.</summary>
public sealed class LoadedWorkflow
{
    private readonly SecretValues secrets;

    internal LoadedWorkflow(string path, Plan plan, RuleScope scope, Lineage lineage, ProblemList problems)
    {
        Path = path;
        Plan = plan;
        Scope = scope;
        Lineage = lineage;
        secrets = problems.Secrets;
        Positions = scope.Places.Values.ToDictionary(place => place.Key, place => problems.Position(place.Value));
    }

    /// <summary>The file's path as the user gave it.</summary>
    public string Path { get; }

    /// <summary>The workflow's name.</summary>
    public string Name => File.Workflow.Name;

    /// <summary>The project that owns its models and runs.</summary>
    public string Project => File.Workflow.Project;

    /// <summary>Who answers for it.</summary>
    public string Owner => File.Workflow.Owner;

    /// <summary>The question the model answers.</summary>
    public string Statement => File.Problem.Statement;

    /// <summary>The registered model's name; null when nothing is registered.</summary>
    public string? Model => File.Registry?.Model;

    /// <summary>The endpoint's name; null when nothing is served.</summary>
    public string? Endpoint => File.Serving is null ? null : File.Serving.Endpoint ?? Name;

    /// <summary>What a run does.</summary>
    public Plan Plan { get; }

    /// <summary>Where each path of the file stands: <c>data.checks[2].column</c> → the place of its value.</summary>
    public IReadOnlyDictionary<string, SourcePosition> Positions { get; }

    internal WorkflowFile File => Scope.File;

    internal RuleScope Scope { get; }

    internal Lineage Lineage { get; }

    /// <summary>The text with the values of secret variables replaced by three stars.</summary>
    public string HideSecrets(string text) => secrets.Hide(text);
}
