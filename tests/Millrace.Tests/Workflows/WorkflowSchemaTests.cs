using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Millrace.ContractSuites;
using Millrace.Workflows;
using Millrace.Workflows.Reading;

namespace Millrace.Tests.Workflows;

public sealed class WorkflowSchemaTests
{
    private static readonly SchemaJudge Judge = new(JsonDocument.Parse(WorkflowSchema.Write()).RootElement);

    // Like the reader's own table, as far as a schema can see.
    public static TheoryData<string, string> Broken => new()
    {
        { "  owner: operations", "  ownr: operations" },
        { "success_threshold: 0.80", "success_threshold: \"0.80\"" },
        { "checkpoint_every: 25", "checkpoint_every: 0" },
        { "purge: true", "purge: yes" },
        { "evaluation_metric: roc_auc", "evaluation_metric: roc_acu" },
        { "{ check: row_count, min: 1000 }", "{ check: row_count, min: 1000, column: delay }" },
        { "{ check: row_count, min: 1000 }", "{ check: row_cuont, min: 1000 }" },
        { "{ check: row_count, min: 1000 }", "{ min: 1000 }" },
        { "    learning_rate: 0.15", "    learnin_rate: 0.15" },
        { "p99: 20ms }\n  throughput", "p99: 20 }\n  throughput" },
        { "tolerate: 0.0005", "tolerate: 5" },
        { "as_of: 2001-07-01", "as_of: tomorrow" },
        { "keys: [origin], description", "keys: origin, description" },
        { "    network: { keys", "    my-network: { keys" },
        { "function: mean, column: late", "function: mean" },
    };

    [Fact]
    public void The_golden_schema_is_what_the_types_give() => Golden.Equal("schemas/workflow.schema.json", WorkflowSchema.Write());

    [Fact]
    public void The_sample_fits_the_schema() => Assert.Empty(Judge.Judge(AsJson(Sample.Text)));

    [Fact]
    public void A_variable_fits_wherever_a_value_may_stand() => Assert.Empty(Judge.Judge(AsJson(
        Sample.With("success_threshold: 0.80", "success_threshold: ${GOAL:-0.8}").Replace("engine: xgboost", "engine: ${ENGINE}", StringComparison.Ordinal))));

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_the_reader_refuses_by_its_shape_the_schema_refuses_too(string find, string replace)
    {
        var text = Sample.With(find, replace);

        Assert.NotEmpty(Sample.Read(text).Problems.Found);
        Assert.NotEmpty(Judge.Judge(AsJson(text)));
    }

    private static JsonElement AsJson(string yaml) =>
        JsonSerializer.SerializeToElement(Convert(TreeReader.Read(yaml, new ProblemList("workflow.yaml"))!));

    // As an editor reads YAML 1.2.
    private static JsonNode? Convert(Node node) => node switch
    {
        MappingNode mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key, Convert(entry.Value)))),
        SequenceNode sequence => new JsonArray([.. sequence.Items.Select(Convert)]),
        ScalarNode { IsPlain: true, Text: "true" or "false" } flag => flag.Text == "true",
        ScalarNode { IsPlain: true } plain when double.TryParse(plain.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => ((ScalarNode)node).Text,
    };
}
