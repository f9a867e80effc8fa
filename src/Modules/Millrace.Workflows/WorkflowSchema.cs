using Millrace.Workflows.Language;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows;

/// <summary>The JSON Schema of <c>workflow.yaml</c>, for editors.</summary>
internal static class WorkflowSchema
{
    /// <summary>The schema (2020-12) as text, from the types that read the file; <c>schemas/workflow.schema.json</c> is a copy.</summary>
    public static string Write() => SchemaWriter.Write(ShapeOf.Record(typeof(WorkflowFile)), ModuleWords.Vocabulary);
}
