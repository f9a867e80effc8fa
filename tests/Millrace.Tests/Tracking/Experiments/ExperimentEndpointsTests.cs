using System.Net;

namespace Millrace.Tests.Tracking.Experiments;

public class ExperimentEndpointsTests : TrackingApi
{
    [Fact]
    public async Task Experiment_0_is_there_on_fresh_tables()
    {
        var found = (await GetAsync("experiments/get?experiment_id=0"))["experiment"]!;
        Assert.Equal(
            ("0", "Default", "mlflow-artifacts:/0", "active"),
            ((string?)found["experiment_id"], (string?)found["name"], (string?)found["artifact_location"], (string?)found["lifecycle_stage"]));
        Assert.Equal((long?)found["creation_time"], (long?)found["last_update_time"]);
        Assert.Equal("0", (string?)(await GetAsync("experiments/get-by-name?experiment_name=Default"))["experiment"]!["experiment_id"]);
    }

    [Fact]
    public async Task An_experiment_is_made_with_its_tags_and_place()
    {
        var id = (string?)(await PostAsync(
            "experiments/create", """{"name": "flights", "artifact_location": "s3://bucket/f", "tags": [{"key": "team", "value": "a"}]}"""))["experiment_id"];
        var found = (await GetAsync($"experiments/get?experiment_id={id}"))["experiment"]!;
        Assert.Equal(("1", "s3://bucket/f", "team", "a"), (
            id, (string?)found["artifact_location"], (string?)found["tags"]![0]!["key"], (string?)found["tags"]![0]!["value"]));
        Assert.Equal("2", (string?)(await PostAsync("experiments/create", """{"name": "spam"}"""))["experiment_id"]);
        Assert.Equal("mlflow-artifacts:/2", (string?)(await GetAsync("experiments/get?experiment_id=2"))["experiment"]!["artifact_location"]);
    }

    [Fact]
    public async Task A_name_is_taken_also_by_a_deleted_experiment()
    {
        await PostAsync("experiments/create", """{"name": "flights"}""");
        await RefusedAsync("experiments/create", """{"name": "flights"}""", HttpStatusCode.BadRequest, "RESOURCE_ALREADY_EXISTS", "Experiment(name=flights) already exists");
        await PostAsync("experiments/delete", """{"experiment_id": "1"}""");
        await RefusedAsync("experiments/create", """{"name": "flights"}""", HttpStatusCode.BadRequest, "RESOURCE_ALREADY_EXISTS", "deleted");
        await RefusedAsync("experiments/update", """{"experiment_id": "0", "new_name": "flights"}""", HttpStatusCode.BadRequest, "RESOURCE_ALREADY_EXISTS");
        Assert.Equal("deleted", (string?)(await GetAsync("experiments/get-by-name?experiment_name=flights"))["experiment"]!["lifecycle_stage"]);
    }

    [Fact]
    public async Task Deleting_and_restoring_takes_the_runs_along()
    {
        await PostAsync("experiments/create", """{"name": "flights"}""");
        var run = await NewRunAsync("1");
        await PostAsync("experiments/delete", """{"experiment_id": "1"}""");
        Assert.Equal("deleted", (string?)(await GetAsync($"runs/get?run_id={run}"))["run"]!["info"]!["lifecycle_stage"]);
        await RefusedAsync("runs/create", """{"experiment_id": "1"}""", HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE", "'active' state");
        await RefusedAsync("experiments/delete", """{"experiment_id": "1"}""", HttpStatusCode.NotFound, "RESOURCE_DOES_NOT_EXIST");
        await PostAsync("experiments/restore", """{"experiment_id": 1}""");
        Assert.Equal("active", (string?)(await GetAsync($"runs/get?run_id={run}"))["run"]!["info"]!["lifecycle_stage"]);
        await RefusedAsync("experiments/restore", """{"experiment_id": "1"}""", HttpStatusCode.NotFound, "RESOURCE_DOES_NOT_EXIST");
    }

    [Fact]
    public async Task A_renamed_experiment_is_found_by_its_new_name_only()
    {
        await PostAsync("experiments/create", """{"name": "flights"}""");
        await PostAsync("experiments/update", """{"experiment_id": "1", "new_name": "planes"}""");
        Assert.Equal("1", (string?)(await GetAsync("experiments/get-by-name?experiment_name=planes"))["experiment"]!["experiment_id"]);
        await RefusedAsync(
            "experiments/get-by-name?experiment_name=flights", null, HttpStatusCode.NotFound, "RESOURCE_DOES_NOT_EXIST", "Could not find experiment with name 'flights'");
    }

    [Fact]
    public async Task A_tag_is_set_changed_and_deleted()
    {
        await PostAsync("experiments/set-experiment-tag", """{"experiment_id": "0", "key": "a", "value": "1"}""");
        await PostAsync("experiments/set-experiment-tag", """{"experiment_id": "0", "key": "a", "value": "2"}""");
        Assert.Equal("2", (string?)(await GetAsync("experiments/get?experiment_id=0"))["experiment"]!["tags"]![0]!["value"]);
        await PostAsync("experiments/delete-experiment-tag", """{"experiment_id": "0", "key": "a"}""");
        Assert.Null((await GetAsync("experiments/get?experiment_id=0"))["experiment"]!["tags"]);
        await RefusedAsync(
            "experiments/delete-experiment-tag", """{"experiment_id": "0", "key": "a"}""", HttpStatusCode.NotFound, "RESOURCE_DOES_NOT_EXIST", "No tag with name: a");
        await RefusedAsync(
            "experiments/set-experiment-tag", $$"""{"experiment_id": "0", "key": "a", "value": "{{new string('x', 5001)}}"}""",
            HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE", "exceeds the maximum length of 5000");
    }

    [Theory]
    [InlineData("""{"name": ""}""", "'name'")]
    [InlineData("""{}""", "Missing value for required parameter 'name'")]
    [InlineData("""{"name": "a", "artifact_location": "s3://b/../c"}""", "artifact_location")]
    [InlineData("""{"name": "a", "artifact_location": "s3://b/%2e%2e/c"}""", "artifact_location")]
    [InlineData("""{"name": "a", "artifact_location": "s3://b/c#d"}""", "can't include fragments")]
    [InlineData("""{"name": "a", "tags": [{"key": "../a", "value": "1"}]}""", "tags[0].key")]
    public async Task What_cannot_be_made_is_told(string json, string words) =>
        await RefusedAsync("experiments/create", json, HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE", words);

    [Fact]
    public async Task A_name_may_have_500_characters()
    {
        await PostAsync("experiments/create", $$"""{"name": "{{new string('x', 500)}}"}""");
        await RefusedAsync("experiments/create", $$"""{"name": "{{new string('x', 501)}}"}""", HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE", "500 characters");
    }

    [Theory]
    [InlineData("99")]
    [InlineData("abc")]
    [InlineData("-1")]
    public async Task An_experiment_that_is_not_there_is_named(string id) =>
        await RefusedAsync($"experiments/get?experiment_id={id}", null, HttpStatusCode.NotFound, "RESOURCE_DOES_NOT_EXIST", $"No Experiment with id={id} exists");
}
