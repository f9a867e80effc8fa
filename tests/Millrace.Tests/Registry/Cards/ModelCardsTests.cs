using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Registry.Contracts;
using Millrace.Tests.Server.Reporting;
using Millrace.Tracking.Contracts;

namespace Millrace.Tests.Registry.Cards;

public sealed class ModelCardsTests : IAsyncLifetime
{
    private RegistryHome home = null!;

    public async ValueTask InitializeAsync() => home = await RegistryHome.OpenAsync();

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Fact]
    public async Task A_version_of_MLflows_API_has_its_runs_metrics_and_params()
    {
        var run = RunId.FromKey("run");
        Assert.True((await home.Tracking.CreateRunAsync(
            new NewRun(run, ExperimentId.Default, "candidate") { User = "ada", Params = new Dictionary<string, string> { ["eta"] = "0.1" } }, RegistryHome.Ct)).IsOk);
        await home.Tracking.LogBatchAsync(run, new RunBatch { Metrics = [new("acc", 0.875, 5), new("odd", double.NaN, 5)] }, RegistryHome.Ct);
        await home.OkAsync("POST", "registered-models/create", new
        {
            name = "churn",
            description = "Who leaves | stays\n<script>",
            tags = new[] { new { key = "license", value = "mit" }, new { key = "library_name", value = "sklearn" } },
        });
        await home.OkAsync("POST", "model-versions/create", new { name = "churn", source = $"runs:/{run}/model", run_id = run.ToString() });
        await home.OkAsync("POST", "registered-models/alias", new { name = "churn", alias = "champion", version = "1" });
        await home.MoveAsync("churn", 1, Stage.Production);

        var card = (await home.Cards.WriteAsync("churn", 1, RegistryHome.Ct)).Value;
        Assert.StartsWith(
            """
            ---
            license: "mit"
            library_name: "sklearn"
            tags:
            - "millrace"
            - "alias:champion"
            model-index:
            - name: "churn"
              results:
              - task:
                  type: other
                dataset:
                  name: "unknown"
                  type: tabular
                metrics:
                - type: "acc"
                  value: 0.875
            ---

            # churn, version 1

            Who leaves \| stays &lt;script>
            """.ReplaceLineEndings("\n"), card, StringComparison.Ordinal);
        Assert.Contains("Stage Production, registered 2024-10-04 00:00Z, owned by ada.", card, StringComparison.Ordinal);
        Assert.Contains("| acc | 0.875 |", card, StringComparison.Ordinal);
        Assert.Contains("| odd | – |", card, StringComparison.Ordinal);
        Assert.Contains("| eta | 0.1 |", card, StringComparison.Ordinal);
        Assert.Contains("| None | Production | user:ada | Because. |", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workflows_version_has_its_metrics_with_intervals_against_each_baseline_and_its_weakest_slices()
    {
        var trained = (await home.Blobs.PutJsonAsync(SampleModel.Model(), RegistryHome.Ct)).Digest;
        var evaluation = (await home.Blobs.PutJsonAsync(SampleModel.Evaluation(), RegistryHome.Ct)).Digest;
        await home.Registry.RegisterAsync(
            new NewModelVersion("flights", trained, evaluation, Digest.Of("f"), Digest.Of("d"), Digest.Of("o"), SampleModel.Run, "key", "p-1") { Workflow = "flights" },
            RegistryHome.Ct);

        var card = (await home.Cards.WriteAsync("flights", 1, RegistryHome.Ct)).Value;
        Assert.Contains(
            """
            library_name: "onnx"
            pipeline_tag: tabular-classification
            tags:
            - "millrace"
            - "xgboost"
            model-index:
            """.ReplaceLineEndings("\n"), card, StringComparison.Ordinal);
        Assert.Contains("    - type: \"roc_auc\"\n      value: 0.8712\n", card, StringComparison.Ordinal);
        Assert.Contains("| metric | value | interval | more than prior | more than route-history | more than logistic |", card, StringComparison.Ordinal);
        Assert.Contains("| roc_auc | 0.8712 | [0.8651, 0.8769] | 0.3712 [0.3581, 0.3839] | 0.17 [0.1569, 0.1827] | 0.0341 [0.021, 0.0468] |", card, StringComparison.Ordinal);
        Assert.Contains("| slice | rows | positive | roc_auc |\n|---|---|---|---|\n| origin_airport=ORD | 31,000 | 0.19 | 0.81 |", card, StringComparison.Ordinal);
        Assert.Contains("Predicts `late` (binary classification) with xgboost.", card, StringComparison.Ordinal);
        Assert.Contains("xgboost, seed 17, 1,412,881 rows, best round 158.", card, StringComparison.Ordinal);
        Assert.Contains("| workflow | flights |", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_whose_documents_are_gone_says_where_it_comes_from()
    {
        var version = await home.RegisterAsync("flights", "a");

        var card = (await home.Cards.WriteAsync("flights", 1, RegistryHome.Ct)).Value;
        Assert.Contains("# flights, version 1 (1.0.0)", card, StringComparison.Ordinal);
        Assert.Contains($"| dataset version | {version.Dataset} |", card, StringComparison.Ordinal);
        Assert.DoesNotContain("model-index", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_of_nothing_says_what_is_missing() =>
        Assert.Equal("registry.model-not-found", (await home.Cards.WriteAsync("none", 1, RegistryHome.Ct)).Problem!.Code);
}
