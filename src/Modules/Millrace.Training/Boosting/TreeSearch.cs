using System.Globalization;
using Millrace.Kernel.Problems;
using Millrace.Training.Contracts;
using Millrace.Training.Preprocessing;
using Millrace.Training.Rows;
using Millrace.XGBoost;

namespace Millrace.Training.Boosting;

/// <summary>The best of the trials.</summary>
/// <param name="Trees">Its trees.</param>
/// <param name="Parameters">Its complete parameters.</param>
/// <param name="Trials">All trials; empty when there was one.</param>
/// <param name="ValidationScores">Its probabilities of the validation rows.</param>
internal sealed record SearchResult(
    TrainedTrees Trees, IReadOnlyDictionary<string, double> Parameters, IReadOnlyList<TrialResult> Trials, float[] ValidationScores);

/// <summary>Trains one model for each set of parameters, on the same rows, and keeps the best on validation.</summary>
internal sealed class TreeSearch
{
    /// <summary>The workflow's definition.</summary>
    public required TrainSpec Spec { get; init; }

    /// <summary>Names of the columns that the preprocessing gives.</summary>
    public required IReadOnlyList<string> ColumnNames { get; init; }

    /// <summary>The model's inputs.</summary>
    public required IReadOnlyList<Features.Contracts.FeatureInfo> Features { get; init; }

    /// <summary>Complete parameters of each trial.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, double>> Trials { get; init; }

    /// <summary>Per trial where an earlier attempt got to.</summary>
    public required IReadOnlyList<TreeCheckpoint?> Known { get; init; }

    /// <summary>Threads of every engine.</summary>
    public required int Threads { get; init; }

    /// <summary>Told of rounds and progress.</summary>
    public required Action<TrainingLine> Tell { get; init; }

    /// <summary>Given each trial's checkpoints.</summary>
    public required Action<int, TreeCheckpoint> OnCheckpoint { get; init; }

    /// <summary>Trains all trials.</summary>
    /// <param name="graph">The preprocessing; its output is what the trees see.</param>
    /// <param name="train">Rows to learn from, with their labels.</param>
    /// <param name="validation">Rows that decide, with their labels.</param>
    /// <param name="ct">Stops it.</param>
    public Outcome<SearchResult> Run(
        byte[] graph, (PartReader Rows, byte[] Labels) train, (PartReader Rows, byte[] Labels) validation, CancellationToken ct)
    {
        using var features = new FeatureGraph(graph, Features, Threads);
        var binned = Bin(features, train, ct);
        if (!binned.IsOk)
        {
            return binned.As<SearchResult>();
        }

        using var trainMatrix = binned.Value.Matrix;

        // The float32 rows are garbage now, a few hundred megabytes of it, and XGBoost's own peak is still to come.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

        // A plain matrix: the library predicts from a binned one seven times more slowly, and this one is predicted each round.
        using var validationMatrix = XgbMatrix.FromRows(features.Run(validation.Rows, Features, ct), features.Width, Threads);
        return RunTrials(binned.Value, new LabelledMatrix("validation", validationMatrix, validation.Labels, Threads), ct);
    }

    private SearchResult RunTrials(LabelledMatrix train, LabelledMatrix validation, CancellationToken ct)
    {
        var stopping = StoppingRule.Of(Spec);
        var results = new List<TrialResult>();
        var (best, bestTrees) = (0, (TrainedTrees?)null);
        for (var trial = 0; trial < Trials.Count; trial++)
        {
            var trees = RunTrial(trial, train, validation, stopping, ct);
            var value = trees.Rounds[trees.BestRound].Values[stopping.Key];
            results.Add(new TrialResult(trial, Trials[trial], trees.BestRound, stopping.Key, value));
            if (bestTrees is null || stopping.IsBetter(value, results[best].Value))
            {
                (best, bestTrees) = (trial, trees);
            }
        }

        using var booster = XgbBooster.LoadModel(bestTrees!.Model, Threads);
        var scores = booster.Predict(validation.Matrix, rounds: bestTrees.BestRound + 1);
        return new SearchResult(bestTrees, Trials[best], Trials.Count > 1 ? results : [], scores);
    }

    private TrainedTrees RunTrial(int trial, LabelledMatrix train, LabelledMatrix validation, StoppingRule stopping, CancellationToken ct)
    {
        var parameters = Trials[trial];
        var training = new TreeTraining
        {
            Train = train,
            Validation = validation,
            Parameters = parameters,
            Stopping = stopping,
            CheckpointEveryRounds = Spec.CheckpointEveryRounds,
            Seed = Spec.Seed,
            Threads = Threads,
        };
        var name = Trials.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"trial {trial + 1} of {Trials.Count}, ") : "";
        return training.Run(Known[trial], Report, checkpoint => OnCheckpoint(trial, checkpoint), ct);

        void Report(RoundMetrics round)
        {
            var share = (trial + ((round.Round + 1) / parameters[XgboostParameters.Rounds])) / Trials.Count;
            var words = string.Create(
                CultureInfo.InvariantCulture, $"{name}round {round.Round + 1}, {stopping.Key} {round.Values[stopping.Key]:F5}");
            Tell(new TrainingLine(trial, round, share, words));
        }
    }

    // Of the float32 rows a byte or two for each value stays.
    private Outcome<LabelledMatrix> Bin(FeatureGraph features, (PartReader Rows, byte[] Labels) train, CancellationToken ct)
    {
        if ((long)train.Rows.RowCount * features.Width > Array.MaxLength)
        {
            return TrainingProblems.TooLarge(train.Rows.RowCount, features.Width);
        }

        var rows = new FeatureMatrix(features.Run(train.Rows, Features, ct), features.Width);
        if (rows.FirstEmptyColumn() is { } empty)
        {
            return TrainingProblems.EmptyFeature(ColumnNames[empty], train.Rows.RowCount);
        }

        var options = new XgbQuantileOptions { MaxBin = (int)Trials[0][XgboostParameters.MaxBins], Threads = Threads };
        var matrix = XgbMatrix.Quantile(rows.Values, rows.ColumnCount, options);
        matrix.SetLabels(Array.ConvertAll(train.Labels, label => (float)label));
        if (Spec.ClassWeights == "balanced")
        {
            matrix.SetWeights(BalancedWeights(train.Labels));
        }

        return new LabelledMatrix("train", matrix, train.Labels, Threads);
    }

    // n / (classes × n of the class), as scikit-learn's class_weight="balanced".
    private static float[] BalancedWeights(byte[] labels)
    {
        var positives = labels.Sum(label => (long)label);
        var (positive, negative) = (labels.Length / (2.0 * positives), labels.Length / (2.0 * (labels.Length - positives)));
        return Array.ConvertAll(labels, label => (float)(label == 1 ? positive : negative));
    }
}
