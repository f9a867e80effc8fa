using Millrace.Tests.Server.Http;

namespace Millrace.Tests.Tracking.Inputs;

public sealed class SearchDatasetsTests(ServedHome served) : IClassFixture<ServedHome>
{
    [Fact]
    public async Task Datasets_of_the_experiments_are_told_once_with_their_context()
    {
        var (experiment, other) = (await served.NewExperimentAsync(), await served.NewExperimentAsync());
        foreach (var (of, context) in new[] { (experiment, "training"), (experiment, "training"), (experiment, ""), (other, "test") })
        {
            await served.CallAsync("POST", "/mlflow/runs/log-inputs", new
            {
                run_id = await served.NewRunAsync(of),
                datasets = new[]
                {
                    new
                    {
                        tags = context.Length == 0 ? [] : new[] { new { key = "mlflow.data.context", value = context } },
                        dataset = new { name = "flights", digest = "d1", source_type = "local", source = "{}" },
                    },
                },
            });
        }

        var found = await served.CallAsync("POST", "/ajax-api/2.0/mlflow/experiments/search-datasets", new { experiment_ids = new[] { experiment } });

        Assert.Equal(
            $$"""{"dataset_summaries":[{"experiment_id":"{{experiment}}","name":"flights","digest":"d1"},{"experiment_id":"{{experiment}}","name":"flights","digest":"d1","context":"training"}]}""",
            found.GetRawText());
    }

    [Fact]
    public async Task An_experiment_without_datasets_has_none() => Assert.Equal(
        "{}", (await served.CallAsync("POST", "/mlflow/experiments/search-datasets", new { experiment_ids = new[] { "999999" } })).GetRawText());

    [Theory]
    [InlineData(0, "at least one experiment_id")]
    [InlineData(21, "Received 21 experiment_ids")]
    public async Task No_experiment_and_too_many_are_refused(int count, string words) => await served.RefusedAsync(
        "POST", "/mlflow/experiments/search-datasets", new { experiment_ids = Enumerable.Range(0, count) }, 400, "INVALID_PARAMETER_VALUE", words);
}
