using Millrace.Tests.Server.Http;

namespace Millrace.Tests.Tracking.Inputs;

public sealed class LogInputsTests(ServedHome served) : IClassFixture<ServedHome>
{
    [Fact]
    public async Task A_run_shows_the_datasets_it_read_with_their_tags()
    {
        var run = await served.NewRunAsync(await served.NewExperimentAsync());
        await served.CallAsync("POST", "/mlflow/runs/log-inputs", new
        {
            run_id = run,
            datasets = new[]
            {
                Dataset("flights", "d1", schema: "{\"a\":1}", profile: "{\"n\":2}", ("mlflow.data.context", "training"), ("who", "ada")),
                Dataset("airports", "d2"),
            },
        });

        Assert.Equal(
            """{"dataset_inputs":[{"tags":[{"key":"mlflow.data.context","value":"training"},{"key":"who","value":"ada"}],"dataset":{"name":"flights","digest":"d1","source_type":"local","source":"{}","schema":"{\u0022a\u0022:1}","profile":"{\u0022n\u0022:2}"}},{"dataset":{"name":"airports","digest":"d2","source_type":"local","source":"{}"}}]}""",
            (await InputsAsync(run, "inputs")).Replace("\\\"", "\\u0022", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_of_equal_datasets_counts_in_a_request_and_between_requests()
    {
        var run = await served.NewRunAsync();
        var first = Dataset("flights", "d1", null, null, ("mlflow.data.context", "training"));
        var second = Dataset("flights", "d1", null, null, ("mlflow.data.context", "test"));
        await served.CallAsync("POST", "/mlflow/runs/log-inputs", new { run_id = run, datasets = new[] { first, second } });
        await served.CallAsync("POST", "/mlflow/runs/log-inputs", new { run_id = run, datasets = new[] { second } });

        Assert.Equal(
            """{"dataset_inputs":[{"tags":[{"key":"mlflow.data.context","value":"training"}],"dataset":{"name":"flights","digest":"d1","source_type":"local","source":"{}"}}]}""",
            await InputsAsync(run, "inputs"));
    }

    [Fact]
    public async Task A_run_shows_the_models_it_read_and_made_once()
    {
        var run = await served.NewRunAsync();
        for (var i = 0; i < 2; i++)
        {
            await served.CallAsync("POST", "/mlflow/runs/log-inputs", new { run_id = run, models = new[] { new { model_id = "m-in" } } });
            await served.CallAsync("POST", "/mlflow/runs/outputs", new
            {
                run_id = run,
                models = new[] { new { model_id = "m-b", step = 3 }, new { model_id = "m-a", step = 1 } },
            });
        }

        Assert.Equal("""{"model_inputs":[{"model_id":"m-in"}]}""", await InputsAsync(run, "inputs"));
        Assert.Equal("""{"model_outputs":[{"model_id":"m-b","step":3},{"model_id":"m-a","step":1}]}""", await InputsAsync(run, "outputs"));
    }

    [Fact]
    public async Task Everything_wrong_with_a_request_is_told_at_once()
    {
        var body = new
        {
            datasets = new object[]
            {
                new { tags = new[] { new { key = "", value = new string('v', 501) } } },
                new { dataset = new { name = new string('n', 501), digest = new string('d', 37) } },
                Dataset("flights", "d1", null, null, (new string('k', 256), "v")),
            },
            models = new[] { new { model_id = new string('m', 37) } },
        };

        foreach (var words in new[]
        {
            "'run_id'", "'datasets[0].dataset'", "'datasets[1].dataset.name' exceeds", "'datasets[1].dataset.digest' exceeds", "'datasets[2].tags[0].key' exceeds",
            "'models[0].model_id' exceeds",
        })
        {
            await served.RefusedAsync("POST", "/mlflow/runs/log-inputs", body, 400, "INVALID_PARAMETER_VALUE", words);
        }
    }

    [Fact]
    public async Task A_run_that_is_deleted_or_unknown_takes_none()
    {
        var run = await served.NewRunAsync();
        await served.CallAsync("POST", "/mlflow/runs/delete", new { run_id = run });
        var models = new[] { new { model_id = "m-1", step = 0 } };

        await served.RefusedAsync("POST", "/mlflow/runs/outputs", new { run_id = run, models }, 400, "INVALID_PARAMETER_VALUE", "must be in the 'active' state");
        await served.RefusedAsync("POST", "/mlflow/runs/outputs", new { run_id = "ab", models }, 404, "RESOURCE_DOES_NOT_EXIST", "Run with id=ab not found");
        await served.RefusedAsync("POST", "/mlflow/runs/outputs", new { run_id = run }, 400, "INVALID_PARAMETER_VALUE", "'models'");
    }

    private async Task<string> InputsAsync(string run, string what) =>
        (await served.CallAsync("GET", $"/mlflow/runs/get?run_id={run}")).Path($"run.{what}").GetRawText();

    private static object Dataset(string name, string digest, string? schema = null, string? profile = null, params (string Key, string Value)[] tags) => new
    {
        tags = tags.Select(tag => new { key = tag.Key, value = tag.Value }).ToArray(),
        dataset = schema is null
            ? (object)new { name, digest, source_type = "local", source = "{}" }
            : new { name, digest, source_type = "local", source = "{}", schema, profile },
    };
}
