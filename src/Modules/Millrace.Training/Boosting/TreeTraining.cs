using Millrace.Training.Contracts;
using Millrace.XGBoost;

namespace Millrace.Training.Boosting;

/// <summary>A point from which a training goes on as if it had never stopped.</summary>
/// <param name="Booster">XGBoost's serialized state.</param>
/// <param name="Rounds">Metrics so far, one for each round in the booster.</param>
/// <param name="IsFinished">Whether nothing is left to do.</param>
internal sealed record TreeCheckpoint(byte[] Booster, IReadOnlyList<RoundMetrics> Rounds, bool IsFinished);

/// <summary>Trees that are ready.</summary>
/// <param name="Model">XGBoost's model (UBJ), all rounds.</param>
/// <param name="ModelJson">The same as JSON, for the conversion to ONNX.</param>
/// <param name="BestRound">0-based.</param>
/// <param name="Rounds">Metrics of every round.</param>
internal sealed record TrainedTrees(byte[] Model, byte[] ModelJson, int BestRound, IReadOnlyList<RoundMetrics> Rounds);

/// <summary>Boosts trees round by round. Everything happens on the caller's thread, which must stay the same.</summary>
internal sealed class TreeTraining
{
    // Sorting the train rows for their ROC AUC costs as much as a fifth of a round.
    private const int TrainRocAucEveryRounds = 10;

    /// <summary>Rows to learn from.</summary>
    public required LabelledMatrix Train { get; init; }

    /// <summary>Rows that decide when to stop.</summary>
    public required LabelledMatrix Validation { get; init; }

    /// <summary>Complete parameters.</summary>
    public required IReadOnlyDictionary<string, double> Parameters { get; init; }

    /// <summary>When to stop.</summary>
    public required StoppingRule Stopping { get; init; }

    /// <summary>Rounds between checkpoints; with column sampling it is part of what determines the model.</summary>
    public required int CheckpointEveryRounds { get; init; }

    /// <summary>Same seed, same model.</summary>
    public required int Seed { get; init; }

    /// <summary>Threads of XGBoost.</summary>
    public required int Threads { get; init; }

    /// <summary>Trains to the end.</summary>
    /// <param name="from">Where an earlier attempt got to; null to begin.</param>
    /// <param name="onRound">Told of every round made here.</param>
    /// <param name="onCheckpoint">Given every checkpoint; must not block.</param>
    /// <param name="ct">Stops between rounds.</param>
    public TrainedTrees Run(
        TreeCheckpoint? from, Action<RoundMetrics> onRound, Action<TreeCheckpoint> onCheckpoint, CancellationToken ct)
    {
        using var booster = from is null
            ? XgbBooster.Create(XgboostParameters.Native(Parameters, Seed, Threads), Train.Matrix, Validation.Matrix)
            : XgbBooster.Resume(from.Booster, Train.Matrix, Validation.Matrix);
        var rounds = from?.Rounds.ToList() ?? [];
        var most = (int)Parameters[XgboostParameters.Rounds];
        var isFinished = from?.IsFinished ?? false;
        while (!isFinished)
        {
            ct.ThrowIfCancellationRequested();
            booster.Update(Train.Matrix);
            rounds.Add(Score(booster, rounds.Count));
            onRound(rounds[^1]);
            isFinished = rounds.Count >= most || Stopping.ShouldStop(rounds);
            if (isFinished || rounds.Count % CheckpointEveryRounds == 0)
            {
                onCheckpoint(new TreeCheckpoint(booster.Checkpoint(), [.. rounds], isFinished));
            }
        }

        return new TrainedTrees(booster.SaveModel(), booster.SaveModel(XgbModelFormat.Json), Stopping.BestRound(rounds), rounds);
    }

    private RoundMetrics Score(XgbBooster booster, int round)
    {
        var values = Train.Score(booster, withRocAuc: round % TrainRocAucEveryRounds == 0)
            .Concat(Validation.Score(booster, withRocAuc: true));
        return new RoundMetrics(round, new Dictionary<string, double>(values, StringComparer.Ordinal));
    }
}
