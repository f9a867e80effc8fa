using System.Text.Json;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Training.Boosting;
using Millrace.Training.Contracts;

namespace Millrace.Tests.Training.Boosting;

public sealed class TrainingJobTests : IDisposable
{
    private readonly TrainingLab lab = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_work_gives_the_same_bytes()
    {
        var (set, split) = await PreparedAsync();

        Assert.Equal(await RunAsync(set, split, TrainingLab.Training, "a"), await RunAsync(set, split, TrainingLab.Training, "b"));
    }

    [Fact]
    public async Task Another_seed_gives_another_model()
    {
        var (set, split) = await PreparedAsync();
        var other = TrainingLab.Training with { Seed = 18 };

        Assert.NotEqual((await ResultAsync(set, split, TrainingLab.Training)).Booster, (await ResultAsync(set, split, other)).Booster);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(11)]
    public async Task A_training_stopped_at_any_round_ends_with_the_same_bytes_when_it_is_run_again(int stopAfterRounds)
    {
        var (set, split) = await PreparedAsync();
        var expected = await RunAsync(set, split, TrainingLab.Training, "whole");

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var made = new List<int>();
        var first = await lab.JobAsync(set, split, TrainingLab.Training, Stop, "stopped");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new TrainingJob().RunAsync(first, stop.Token));
        made.Clear();
        var second = await lab.JobAsync(set, split, TrainingLab.Training, line => made.AddRange(Rounds(line)), "stopped");
        var outcome = await new TrainingJob().RunAsync(second, Ct);

        Assert.Equal(expected, outcome.Value);
        Assert.Equal(stopAfterRounds / TrainingLab.Training.CheckpointEveryRounds * TrainingLab.Training.CheckpointEveryRounds, made[0]);

        void Stop(string line)
        {
            made.AddRange(Rounds(line));
            if (made.Count == stopAfterRounds)
            {
                stop.Cancel();
            }
        }
    }

    [Fact]
    public async Task A_checkpoint_of_other_work_is_not_used()
    {
        var (set, split) = await PreparedAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var first = await lab.JobAsync(set, split, TrainingLab.Training with { Seed = 99 }, line => StopAt(line, 7, stop), "shared");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new TrainingJob().RunAsync(first, stop.Token));

        Assert.Equal(await RunAsync(set, split, TrainingLab.Training, "fresh"), await RunAsync(set, split, TrainingLab.Training, "shared"));
    }

    [Fact]
    public async Task No_checkpoint_is_left_in_the_store_when_it_is_done()
    {
        var (set, split) = await PreparedAsync();
        var before = await StoredAsync();
        var result = await ResultAsync(set, split, TrainingLab.Training);
        Digest[] made = [result.Booster.Digest, result.Onnx.Digest, result.Preprocessing.Digest, .. result.Baselines.Select(baseline => baseline.Model?.Digest).OfType<Digest>()];

        Assert.Equal(made.Order(), (await StoredAsync()).Except(before).Order());
    }

    [Fact]
    public async Task Every_round_is_told_with_its_metrics()
    {
        var (set, split) = await PreparedAsync();
        var lines = new List<TrainingLine>();
        var job = await lab.JobAsync(set, split, TrainingLab.Training, line => lines.Add(TrainingLine.Parse(line)!));
        await new TrainingJob().RunAsync(job, Ct);
        var rounds = lines.Select(line => line.Round).OfType<RoundMetrics>().ToList();

        Assert.Equal(Enumerable.Range(0, 12), rounds.Select(round => round.Round));
        Assert.All(rounds, round => Assert.Superset(
            new HashSet<string> { "train.log_loss", "validation.log_loss", "validation.roc_auc" }, round.Values.Keys.ToHashSet()));
        Assert.True(rounds[^1].Values["train.log_loss"] < rounds[0].Values["train.log_loss"]);
        Assert.All(lines, line => Assert.InRange(line.Share!.Value, 0, 1));
    }

    [Fact]
    public async Task Early_stopping_keeps_the_best_round_and_ends()
    {
        var (set, split) = await PreparedAsync();
        var spec = TrainingLab.Training with
        {
            Parameters = new Dictionary<string, double> { ["rounds"] = 400, ["learning_rate"] = 0.8, ["max_depth"] = 8 },
            EarlyStopping = new EarlyStoppingSpec("log_loss", 4),
        };
        var result = await ResultAsync(set, split, spec);
        var losses = result.Rounds.Select(round => round.Values["validation.log_loss"]).ToList();

        Assert.Equal(losses.IndexOf(losses.Min()), result.BestRound);
        Assert.Equal(result.BestRound + 5, result.Rounds.Count);
    }

    [Fact]
    public async Task A_search_keeps_the_trial_that_is_best_on_validation()
    {
        var (set, split) = await PreparedAsync();
        var spec = TrainingLab.Training with
        {
            Search = new SearchSpec("grid", 10, new Dictionary<string, IReadOnlyList<double>> { ["learning_rate"] = [0.001, 0.3], ["max_depth"] = [1, 4] }),
        };
        var result = await ResultAsync(set, split, spec);

        Assert.Equal(4, result.Trials.Count);
        Assert.Equal(result.Trials.MinBy(trial => trial.Value)!.Parameters, result.Parameters);
        Assert.Equal(0.3, result.Parameters["learning_rate"]);
    }

    [Fact]
    public async Task Balanced_weights_raise_the_probabilities_of_the_rarer_class()
    {
        var set = await lab.TrainingSetAsync("SELECT * REPLACE (CASE WHEN _row_id % 4 = 0 THEN _label ELSE 0 END AS _label) FROM made");
        var split = await lab.SplitAsync(set);
        var plain = await ResultAsync(set, split, TrainingLab.Training);
        var balanced = await ResultAsync(set, split, TrainingLab.Training with { ClassWeights = "balanced" });

        Assert.True(balanced.DecisionThreshold > plain.DecisionThreshold + 0.1);
    }

    [Fact]
    public async Task An_empty_feature_that_passes_untransformed_is_named()
    {
        var set = await lab.TrainingSetAsync("SELECT * REPLACE (NULL::DOUBLE AS noise) FROM made");

        Assert.Equal("training.feature-is-empty", (await ProblemAsync(set, TrainingLab.Training)).Code);
    }

    [Fact]
    public async Task A_label_that_is_neither_0_nor_1_is_refused()
    {
        var set = await lab.TrainingSetAsync("SELECT * REPLACE (_label * 2 AS _label) FROM made");

        Assert.Equal("training.label-not-binary", (await ProblemAsync(set, TrainingLab.Training)).Code);
    }

    [Fact]
    public async Task A_rule_outside_0_to_1_is_refused_by_name()
    {
        var set = await lab.TrainingSetAsync("SELECT * REPLACE (_baseline_rule + 5 AS _baseline_rule) FROM made");
        var problem = await ProblemAsync(set, TrainingLab.Training);

        Assert.Equal("training.rule-out-of-range", problem.Code);
        Assert.Contains("'rule'", problem.What);
    }

    [Fact]
    public async Task A_rule_without_its_column_is_refused() =>
        Assert.Equal("training.rule-column-missing", (await ProblemAsync(await lab.TrainingSetAsync("SELECT * EXCLUDE (_baseline_rule) FROM made"), TrainingLab.Training)).Code);

    public void Dispose() => lab.Dispose();

    private static IEnumerable<int> Rounds(string line) => TrainingLine.Parse(line)?.Round is { } round ? [round.Round] : [];

    private static void StopAt(string line, int round, CancellationTokenSource stop)
    {
        if (Rounds(line).Contains(round))
        {
            stop.Cancel();
        }
    }

    private async Task<(ArtifactRef Set, ArtifactRef Split)> PreparedAsync()
    {
        var set = await lab.TrainingSetAsync();
        return (set, await lab.SplitAsync(set));
    }

    private async Task<string> RunAsync(ArtifactRef set, ArtifactRef split, TrainSpec spec, string scratch) =>
        (await new TrainingJob().RunAsync(await lab.JobAsync(set, split, spec, scratch: scratch), Ct)).Value;

    private async Task<TrainingWorkResult> ResultAsync(ArtifactRef set, ArtifactRef split, TrainSpec spec) =>
        JsonSerializer.Deserialize<TrainingWorkResult>(await RunAsync(set, split, spec, $"{Guid.NewGuid():N}"), CanonicalJson.Options)!;

    private async Task<Problem> ProblemAsync(ArtifactRef set, TrainSpec spec) =>
        (await new TrainingJob().RunAsync(await lab.JobAsync(set, await lab.SplitAsync(set), spec), Ct)).Problem!;

    private async Task<List<Digest>> StoredAsync()
    {
        var stored = new List<Digest>();
        await foreach (var blob in lab.Blobs.ListAsync(Ct))
        {
            stored.Add(blob.Digest);
        }

        return stored;
    }
}
