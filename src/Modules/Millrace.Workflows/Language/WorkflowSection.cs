using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Language;

[Help("What the workflow is called and who answers for it.")]
internal sealed record WorkflowSection
{
    [Help("The workflow's name, unique in its project."), Named(NameRule.Name)]
    public required string Name { get; init; }

    [Help("The project that owns its models and runs."), Named(NameRule.Name)]
    public string Project { get; init; } = "default";

    [Help("Who answers for it: a team or a mail address.")]
    public required string Owner { get; init; }

    [Help("What it is for, in a sentence or two.")]
    public string? Description { get; init; }
}
