using Millrace.Workflows;

namespace Millrace.Tests.Workflows;

public sealed class WorkflowSchemaTests
{
    [Fact]
    public void The_committed_schema_is_what_the_types_give() => Golden.Equal("schemas/workflow.schema.json", WorkflowSchema.Write());
}
