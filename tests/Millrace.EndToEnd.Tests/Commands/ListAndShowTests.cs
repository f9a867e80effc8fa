using System.Text.Json;
using Millrace.EndToEnd.Tests.Setting;

namespace Millrace.EndToEnd.Tests.Commands;

/// <summary>What <c>list</c> and <c>show</c> say to machines about a home in which the workflow has run.</summary>
public sealed class ListAndShowTests(FinishedHome finished) : IClassFixture<FinishedHome>
{
    [Fact]
    public async Task Data_has_the_raw_rows_and_the_prepared_ones_and_none_is_lost()
    {
        var datasets = (await JsonAsync("data", "list")).EnumerateArray().Where(d => Text(d, "name") == "flights").ToDictionary(
            d => Text(d, "role"), d => d.GetProperty("newest").GetProperty("rowCount").GetInt64());
        Assert.Equal(datasets["raw"], datasets["prepared"] + datasets.GetValueOrDefault("quarantine"));
        Assert.InRange(datasets["raw"], 20_000, 40_000);

        var shown = await JsonAsync("data", "show", "flights");
        Assert.Equal(datasets["prepared"], shown.GetProperty("manifest").GetProperty("rowCount").GetInt64());
        Assert.Superset(
            new HashSet<string> { "origin", "destination", "distance" },
            shown.GetProperty("manifest").GetProperty("columns").EnumerateArray().Select(column => Text(column, "name")).ToHashSet());
        var distance = shown.GetProperty("profile").GetProperty("columns").EnumerateArray().Single(column => Text(column, "name") == "distance");
        Assert.InRange(distance.GetProperty("mean").GetDouble(), 350, 1800);
        Assert.All(shown.GetProperty("checks").GetProperty("results").EnumerateArray(), check => Assert.Equal("pass", Text(check, "decision")));
        var digest = Text(shown.GetProperty("version"), "digest");
        Assert.Equal(digest, Text((await JsonAsync("data", "show", "flights", "--version", digest[..8])).GetProperty("version"), "digest"));
    }

    [Fact]
    public async Task Features_are_listed_with_their_definitions_and_shown_one_by_one()
    {
        var set = Assert.Single((await JsonAsync("features", "list")).EnumerateArray());
        Assert.Equal("flight-delays", Text(set, "workflow"));
        var features = set.GetProperty("features").EnumerateArray().ToDictionary(feature => Text(feature, "name"));
        Assert.True(features.Count > 20, $"{features.Count} features");
        Assert.All(features.Values, feature => Assert.All((string[])["type", "source", "transformation", "description"], key => Assert.NotEqual("", Text(feature, key))));
        Assert.All(features.Values.Where(feature => feature.GetProperty("isTemporal").GetBoolean()), feature => Assert.NotEqual("", Text(feature, "leakage")));
        Assert.Equal(["text", "text"], new[] { "origin_airport", "destination_airport" }.Select(name => Text(features[name], "type")));

        var shown = await JsonAsync("features", "show", "route_late_share_120d");
        Assert.Equal(features["route_late_share_120d"].GetRawText(), shown.GetProperty("feature").GetRawText(), ignoreWhiteSpaceDifferences: true);
        Assert.Equal("route", Text(shown.GetProperty("entity"), "name"));
    }

    [Fact]
    public async Task Runs_are_one_parent_with_a_candidate_and_the_baselines_and_carry_metrics_and_parameters()
    {
        var runs = (await JsonAsync("runs", "list")).EnumerateArray().ToList();
        var parent = Assert.Single(runs, run => !run.TryGetProperty("parentRunId", out _));
        Assert.Equal([Text(parent, "runId")], (await JsonAsync("runs", "list", "--top-level")).EnumerateArray().Select(run => Text(run, "runId")));
        Assert.All(runs, run => Assert.Equal("FINISHED", Text(run, "status")));
        Assert.All(runs, run => Assert.Matches("^[0-9a-f]{32}$", Text(run, "runId")));

        var ordered = (await JsonAsync("runs", "list", "--order-by", "metrics.test.roc_auc")).EnumerateArray().ToList();
        var aucs = ordered.Where(run => run.GetProperty("metrics").TryGetProperty("test.roc_auc", out _)).Select(run => run.GetProperty("metrics").GetProperty("test.roc_auc").GetDouble()).ToList();
        Assert.Equal(aucs.OrderDescending(), aucs);
        Assert.InRange(aucs[0], 0.6, 1.0);

        var candidate = await CandidateAsync();
        var shown = await JsonAsync("runs", "show", Text(candidate, "runId"));
        Assert.Equal(candidate.GetProperty("metrics").GetProperty("test.roc_auc").GetDouble(), shown.GetProperty("metrics").GetProperty("test.roc_auc").GetDouble());
        Assert.NotEmpty(shown.GetProperty("params").EnumerateObject());
        Assert.NotEmpty(shown.GetProperty("artifacts").EnumerateArray());
        Assert.NotEmpty(shown.GetProperty("inputs").EnumerateArray());
    }

    [Fact]
    public async Task Compared_runs_stand_side_by_side_in_the_order_asked_for()
    {
        var ids = (await JsonAsync("runs", "list")).EnumerateArray().Where(run => run.GetProperty("metrics").TryGetProperty("test.roc_auc", out _))
            .Select(run => (Id: Text(run, "runId"), Auc: run.GetProperty("metrics").GetProperty("test.roc_auc").GetDouble())).Take(2).ToList();
        Assert.Equal(2, ids.Count);
        var compared = await JsonAsync("runs", "compare", ids[1].Id, ids[0].Id);
        Assert.Equal([ids[1].Id, ids[0].Id], compared.GetProperty("runs").EnumerateArray().Select(run => Text(run, "runId")));
        var row = compared.GetProperty("metrics").EnumerateArray().Single(metric => Text(metric, "key") == "test.roc_auc");
        Assert.Equal([ids[1].Auc, ids[0].Auc], row.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()));
    }

    [Fact]
    public async Task A_run_trained_again_gives_the_same_bytes()
    {
        var id = Text(await CandidateAsync(), "runId");
        var report = await JsonAsync("runs", "reproduce", id);
        Assert.Equal(id, Text(report, "run"));
        Assert.True(report.GetProperty("isIdentical").GetBoolean(), report.GetRawText());
        Assert.NotEmpty(report.GetProperty("files").EnumerateArray());
        Assert.All(report.GetProperty("files").EnumerateArray(), file => Assert.Equal(Text(file, "original"), Text(file, "reproduced")));
        Assert.NotEmpty(report.GetProperty("metrics").EnumerateArray());
    }

    [Fact]
    public async Task The_model_has_one_version_in_Production_with_its_way_there_and_its_evaluation()
    {
        var model = Assert.Single((await JsonAsync("models", "list")).EnumerateArray());
        Assert.Equal(("flight-delays", 1, 1), (Text(model, "name"), model.GetProperty("newestVersion").GetInt32(), model.GetProperty("productionVersion").GetInt32()));

        var shown = await JsonAsync("models", "show", "flight-delays");
        Assert.Equal("production", Text(Assert.Single(shown.GetProperty("versions").EnumerateArray()), "stage"));
        var history = shown.GetProperty("history").EnumerateArray().ToList();
        Assert.Equal(["staging", "production"], history.Select(move => Text(move, "to")));
        Assert.All(history, move => Assert.Equal("policy:flight-delays", Text(move, "actor")));

        var version = await JsonAsync("models", "show", "flight-delays", "--version", "1");
        var auc = version.GetProperty("metrics").GetProperty("roc_auc");
        Assert.InRange(auc.GetProperty("value").GetDouble(), auc.GetProperty("low").GetDouble(), auc.GetProperty("high").GetDouble());
        Assert.Equal("probability", Text(Assert.Single(version.GetProperty("signature").GetProperty("outputs").EnumerateArray()), "name"));
    }

    [Fact]
    public async Task The_execution_has_every_step_with_its_verdicts()
    {
        var listed = Assert.Single((await JsonAsync("pipelines", "list")).EnumerateArray());
        Assert.Equal(("flight-delays", "succeeded"), (Text(listed, "workflow"), Text(listed, "status")));
        Assert.Empty((await JsonAsync("pipelines", "list", "--workflow", "other")).EnumerateArray());

        var shown = await JsonAsync("pipelines", "show", Text(listed, "pipelineRunId"));
        var steps = shown.GetProperty("steps").EnumerateArray().ToList();
        Assert.Superset(
            new HashSet<string> { "validate", "features", "split", "train", "evaluate", "gate", "register", "deploy", "predict" }, steps.Select(step => Text(step, "id")).ToHashSet());
        Assert.All(steps, step => Assert.Equal("succeeded", Text(step, "status")));
        var gate = steps.Single(step => Text(step, "id") == "gate").GetProperty("verdicts").EnumerateArray().ToList();
        Assert.NotEmpty(gate);
        Assert.All(gate, verdict => Assert.Equal("pass", Text(verdict, "decision")));
    }

    private async Task<JsonElement> JsonAsync(params string[] command) => (await finished.Cli.RunAsync([.. command, "--json"])).MustExitWith(0).Json;

    private async Task<JsonElement> CandidateAsync()
    {
        var version = (await JsonAsync("models", "show", "flight-delays")).GetProperty("versions")[0];
        return (await JsonAsync("runs", "list")).EnumerateArray().Single(run => Text(run, "runId") == Text(version, "run"));
    }

    private static string Text(JsonElement element, string key) => element.GetProperty(key).GetString()!;
}
