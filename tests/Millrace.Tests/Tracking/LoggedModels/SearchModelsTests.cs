using System.Text.Json;
using Millrace.Tests.Server.Http;

namespace Millrace.Tests.Tracking.LoggedModels;

public sealed class SearchModelsTests(ServedHome served) : IClassFixture<ServedHome>, IAsyncLifetime
{
    private const string Search = "/mlflow/logged-models/search";
    private string experiment = "";
    private string run = "";

    public async ValueTask InitializeAsync()
    {
        experiment = await served.NewExperimentAsync();
        run = await served.NewRunAsync(experiment);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Without_an_order_the_newest_comes_first_and_deleted_ones_do_not_come()
    {
        await NewAsync("a");
        await NewAsync("b");
        await served.CallAsync("DELETE", $"/mlflow/logged-models/{await NewAsync("c")}");

        Assert.Equal(["b", "a"], (await NamesAsync(new { experiment_ids = new[] { experiment } })).Order(StringComparer.Ordinal).Reverse());
    }

    [Theory]
    [InlineData("name = 'a'", "a")]
    [InlineData("name LIKE '%'", "a,b,c")]
    [InlineData("params.depth = '3'", "a,b")]
    [InlineData("tags.owner = 'ada' AND params.depth = '3'", "a")]
    [InlineData("metrics.acc > 0.5", "a,b")]
    [InlineData("metrics.acc > 0.85", "a")]
    [InlineData("status = 'READY'", "c")]
    [InlineData("model_type = 'tree'", "a,b,c")]
    [InlineData("creation_timestamp > 0", "a,b,c")]
    [InlineData("name = 'a' OR name = 'c'", "a,c")]
    public async Task A_filter_looks_at_attributes_params_tags_and_every_value_of_a_metric(string filter, string names)
    {
        await FillAsync();

        Assert.Equal(names, string.Join(',', (await NamesAsync(new { experiment_ids = new[] { experiment }, filter })).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task An_order_by_a_metric_takes_the_latest_value_and_puts_models_without_it_last()
    {
        await FillAsync();

        Assert.Equal(["a", "b", "c"], await NamesAsync(Order("metrics.acc", true)));
        Assert.Equal(["b", "a", "c"], await NamesAsync(Order("metrics.acc", false)));
        Assert.Equal(["a", "b", "c"], await NamesAsync(Order("name", true)));
    }

    [Fact]
    public async Task Datasets_restrict_which_values_of_metrics_count()
    {
        await FillAsync();
        var datasets = new[] { new { dataset_name = "test", dataset_digest = "d" } };

        Assert.Equal(["b"], await NamesAsync(new { experiment_ids = new[] { experiment }, datasets }));
        Assert.Empty(await NamesAsync(new { experiment_ids = new[] { experiment }, datasets, filter = "metrics.acc > 0.8" }));
        Assert.Equal(["b"], await NamesAsync(new { experiment_ids = new[] { experiment }, datasets, filter = "metrics.acc > 0.6" }));
        Assert.Equal("b", (await NamesAsync(new
        {
            experiment_ids = new[] { experiment },
            order_by = new[] { new { field_name = "metrics.acc", ascending = true, dataset_name = "test", dataset_digest = "d" } },
        }))[0]);
        await served.RefusedAsync(
            "POST", Search, new { experiment_ids = new[] { experiment }, datasets = new[] { new { dataset_digest = "d" } } }, 400, "INVALID_PARAMETER_VALUE", "`dataset_name`");
    }

    [Fact]
    public async Task Pages_follow_each_other_and_a_token_belongs_to_its_search()
    {
        await FillAsync();
        var first = await served.CallAsync("POST", Search, Page("name", null));
        var token = first.GetProperty("next_page_token").GetString();
        var second = await served.CallAsync("POST", Search, Page("name", token));

        Assert.Equal(["a", "b"], Names(first));
        Assert.Equal(["c"], Names(second));
        Assert.False(second.TryGetProperty("next_page_token", out _));
        await served.RefusedAsync("POST", Search, Page("status", token), 400, "INVALID_PARAMETER_VALUE", "page token does not match");
    }

    [Theory]
    [InlineData("depth = ", "INVALID_PARAMETER_VALUE")]
    [InlineData("color.x = 'a'", "INVALID_PARAMETER_VALUE")]
    public async Task A_filter_that_cannot_be_read_is_refused(string filter, string code) =>
        await served.RefusedAsync("POST", Search, new { experiment_ids = new[] { experiment }, filter }, 400, code, "");

    [Fact]
    public async Task Experiments_must_be_named() => await served.RefusedAsync(
        "POST", Search, new { filter = "name = 'a'" }, 400, "INVALID_PARAMETER_VALUE", "'experiment_ids'");

    // a and b have two values of acc each, so that a filter over all of them differs from an order by the latest.
    private async Task FillAsync()
    {
        var (a, b, c) = (await NewAsync("a", "3", "ada"), await NewAsync("b", "3", "bob"), await NewAsync("c", "4", "ada"));
        await MeasureAsync(a, 0.9, 1);
        await MeasureAsync(a, 0.1, 2);
        await MeasureAsync(b, 0.7, 1, "test");
        await MeasureAsync(b, 0.6, 2);
        await served.CallAsync("PATCH", $"/mlflow/logged-models/{c}", new { status = "LOGGED_MODEL_READY" });
    }

    private async Task<string> NewAsync(string name, string depth = "1", string owner = "") => (await served.CallAsync("POST", "/mlflow/logged-models", new
    {
        experiment_id = experiment,
        name,
        model_type = "tree",
        @params = new[] { new { key = "depth", value = depth } },
        tags = new[] { new { key = "owner", value = owner } },
    })).Path("model.info.model_id").GetString()!;

    private Task MeasureAsync(string model, double value, long timestamp, string? dataset = null) => served.CallAsync("POST", "/mlflow/runs/log-metric", new
    {
        run_id = run,
        key = "acc",
        value,
        timestamp,
        model_id = model,
        dataset_name = dataset,
        dataset_digest = dataset is null ? null : "d",
    });

    private object Order(string field, bool ascending) =>
        new { experiment_ids = new[] { experiment }, order_by = new[] { new { field_name = field, ascending } } };

    private object Page(string field, string? token) => new
    {
        experiment_ids = new[] { experiment },
        max_results = 2,
        order_by = new[] { new { field_name = field, ascending = true } },
        page_token = token,
    };

    private async Task<List<string>> NamesAsync(object body) => Names(await served.CallAsync("POST", Search, body));

    private static List<string> Names(JsonElement found) => found.TryGetProperty("models", out var models)
        ? [.. models.EnumerateArray().Select(model => model.Path("info.name").GetString()!)]
        : [];
}
