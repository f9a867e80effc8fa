using System.Text.Json;
using System.Text.Json.Nodes;
using Millrace.ContractSuites;
using Millrace.EndToEnd.Tests.Setting;

namespace Millrace.EndToEnd.Tests.Commands;

public sealed class EventsTests(FinishedHome finished) : IClassFixture<FinishedHome>
{
    private static readonly string[] Lifecycle =
        ["MODEL_TRAINING_STARTED", "MODEL_TRAINING_COMPLETED", "MODEL_REGISTERED", "MODEL_DEPLOYED", "MODEL_DRIFT_DETECTED"];

    [Fact]
    public async Task The_five_lifecycle_events_are_CloudEvents_of_the_golden_shape()
    {
        var events = await ListAsync();
        var shapes = Lifecycle.Select(type => Placeholders.In(events.First(e => TypeOf(e) == type)));
        Golden.EqualJson("tests/Millrace.EndToEnd.Tests/Commands/events.golden.json", new JsonArray([.. shapes]));
    }

    [Fact]
    public async Task Events_of_one_execution_are_told_in_the_order_of_a_models_life_and_name_the_execution()
    {
        var execution = (await finished.Cli.RunAsync("pipelines", "list", "--json")).MustExitWith(0).Json[0].GetProperty("pipelineRunId").GetString();
        var events = (await ListAsync()).Where(e => Lifecycle.Contains(TypeOf(e))).ToList();
        Assert.All(events, e => Assert.Equal(execution, e.GetProperty("correlationid").GetString()));
        Assert.Equal(Lifecycle, events.Select(TypeOf).Distinct());
        Assert.Equal(events.Select(SequenceOf).Order(StringComparer.Ordinal), events.Select(SequenceOf));
    }

    [Fact]
    public async Task The_list_can_be_of_one_type_and_go_on_after_a_number()
    {
        var registered = Assert.Single(await ListAsync("--type", "MODEL_REGISTERED"));
        Assert.Equal("models/flight-delays/versions/1", registered.GetProperty("subject").GetString());
        var after = await ListAsync("--after", SequenceOf(registered).TrimStart('0'), "--limit", "1");
        Assert.True(string.CompareOrdinal(SequenceOf(Assert.Single(after)), SequenceOf(registered)) > 0);
        Assert.Empty(await ListAsync("--type", "MODEL_REGISTERED", "--after", SequenceOf(registered).TrimStart('0')));
    }

    private static string TypeOf(JsonElement e) => e.GetProperty("type").GetString()!;

    private static string SequenceOf(JsonElement e) => e.GetProperty("sequence").GetString()!;

    private async Task<List<JsonElement>> ListAsync(params string[] options) =>
        [.. (await finished.Cli.RunAsync(["events", "list", "--json", .. options])).MustExitWith(0).Json.EnumerateArray()];
}
