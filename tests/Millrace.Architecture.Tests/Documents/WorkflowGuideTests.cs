using System.Text.Json;
using Millrace.Architecture.Tests.Repository;
using Millrace.Training.Contracts;

namespace Millrace.Architecture.Tests.Documents;

public sealed class WorkflowGuideTests
{
    private static readonly string Guide = SourceTree.Read("docs/guide/workflow-file.md");

    [Fact]
    public void The_guide_explains_every_key_in_the_words_of_the_schema()
    {
        using var schema = JsonDocument.Parse(SourceTree.Read("schemas/workflow.schema.json"));
        var rows = Guide.Split('\n');
        // The key that chooses the kind ("check", "type") is an empty schema in each kind, and stands in the table of kinds.
        var missing = schema.RootElement.GetProperty("$defs").EnumerateObject()
            .Where(block => block.Value.TryGetProperty("properties", out _) && !block.Value.TryGetProperty("allOf", out _))
            .SelectMany(block => block.Value.GetProperty("properties").EnumerateObject()
                .Where(key => key.Value.ValueKind == JsonValueKind.Object && !rows.Any(row => Explains(row, key)))
                .Select(key => $"{block.Name}.{key.Name}"));
        Report.MustBeEmpty(missing, "Write the tables again with: node eng/workflow-guide.js");
    }

    [Fact]
    public void The_guide_lists_every_engine_parameter_with_its_default()
    {
        var missing = TrainingVocabulary.Engines.SelectMany(engine => engine.Parameters)
            .Where(parameter => !Guide.Contains(
                FormattableString.Invariant($"| `{parameter.Name}` | {parameter.Range["a ".Length..]} | `{parameter.Default}` |"), StringComparison.Ordinal))
            .Select(parameter => FormattableString.Invariant($"`{parameter.Name}` | {parameter.Range["a ".Length..]} | `{parameter.Default}`"));
        Report.MustBeEmpty(missing, "Missing or different in docs/guide/workflow-file.md");
    }

    private static bool Explains(string row, JsonProperty key) =>
        row.StartsWith($"| `{key.Name}` |", StringComparison.Ordinal)
        && row.Contains(key.Value.GetProperty("description").GetString()!.Replace("|", "\\|", StringComparison.Ordinal), StringComparison.Ordinal);
}
