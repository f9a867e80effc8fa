using Millrace.Statistics.Classification;

namespace Millrace.Statistics.Resampling;

/// <summary>Percentile bootstrap over blocks of rows that depend on each other, such as the rows of one day: each
/// resample draws B of the B blocks with replacement (block bootstrap, Künsch 1989, with the blocks as given). Exact: no
/// resample is approximated.</summary>
/// <remarks>Rows are sorted once per model. ROC AUC and average precision of sixteen resamples come from one pass over the
/// sorted rows; all other metrics follow from sums per block. Memory beyond the rows: 4 bytes per row and model, and 128
/// bytes per block and thread.</remarks>
public static class BlockBootstrap
{
    /// <summary>Resamples several models on the same rows.</summary>
    /// <param name="models">At least one; all with the same outcomes in the same order, names unique.</param>
    /// <param name="blocks">Block of each row, any numbers (for example days since an epoch); the number of blocks is that
    /// of distinct values, at least 2. For independent rows give each its own.</param>
    /// <param name="options">How to resample.</param>
    /// <param name="ct">Checked between passes.</param>
    /// <returns>Intervals per model and metric, and of paired differences.</returns>
    /// <exception cref="ArgumentException">No models, names repeat, outcomes or lengths differ, or fewer than two blocks.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public static BootstrapResult Run(
        IReadOnlyList<BootstrapModel> models, ReadOnlySpan<int> blocks, BootstrapOptions options, CancellationToken ct = default)
    {
        options.Check();
        CheckModels(models, blocks.Length);
        var (codes, blockCount) = Densify(blocks);
        var all = models.ToArray();
        var ranked = new RankedEntries[all.Length];
        var sums = new BlockSums[all.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = ct };
        Parallel.For(0, all.Length, parallel, m =>
        {
            ranked[m] = RankedEntries.Of(all[m].Scores, codes, blockCount);
            sums[m] = BlockSums.Of(all[m].Scores, all[m].Threshold, codes, blockCount);
        });

        var resampled = Array.ConvertAll(all, _ => new double[options.Resamples * BinaryMetrics.All.Count]);
        var passes = (options.Resamples + RankingPass.Lanes - 1) / RankingPass.Lanes;
        Parallel.For(
            0, passes, parallel,
            () => new double[blockCount * RankingPass.Lanes],
            (pass, _, weights) =>
            {
                BlockDraws.Fill(options.Seed, pass * RankingPass.Lanes, blockCount, RankingPass.Lanes, weights);
                for (var m = 0; m < all.Length; m++)
                {
                    ct.ThrowIfCancellationRequested();
                    Resample(ranked[m], sums[m], options, pass, weights, resampled[m]);
                }

                return weights;
            },
            _ => { });
        return new(all, options, blockCount, resampled);
    }

    private static void Resample(
        RankedEntries ranked, BlockSums sums, BootstrapOptions options, int pass, double[] weights, double[] resampled)
    {
        Span<double> rocAuc = stackalloc double[RankingPass.Lanes];
        Span<double> averagePrecision = stackalloc double[RankingPass.Lanes];
        RankingPass.Run(ranked, weights, rocAuc, averagePrecision);
        var first = pass * RankingPass.Lanes;
        var width = BinaryMetrics.All.Count;
        for (var lane = 0; lane < Math.Min(RankingPass.Lanes, options.Resamples - first); lane++)
        {
            var metrics = resampled.AsSpan((first + lane) * width, width);
            sums.Write(weights, RankingPass.Lanes, lane, options.Values, metrics);
            metrics[(int)BinaryMetric.RocAuc] = rocAuc[lane];
            metrics[(int)BinaryMetric.PrAuc] = averagePrecision[lane];
        }
    }

    private static void CheckModels(IReadOnlyList<BootstrapModel> models, int rows)
    {
        if (models.Count == 0)
        {
            throw new ArgumentException("A bootstrap needs at least one model, but got none.", nameof(models));
        }

        if (models.Select(m => m.Name).Distinct(StringComparer.Ordinal).Count() < models.Count)
        {
            throw new ArgumentException(
                $"Model names must be unique, but got {string.Join(", ", models.Select(m => m.Name))}.", nameof(models));
        }

        foreach (var model in models)
        {
            if (model.Scores.Count != rows)
            {
                throw new ArgumentException(
                    $"There must be one block per row, but model '{model.Name}' has {model.Scores.Count} rows "
                    + $"and there are {rows} blocks.",
                    nameof(models));
            }

            if (!model.Scores.Labels.SequenceEqual(models[0].Scores.Labels))
            {
                throw new ArgumentException(
                    $"All models must have the same outcomes in the same order, but '{model.Name}' differs "
                    + $"from '{models[0].Name}'.",
                    nameof(models));
            }

            if (double.IsNaN(model.Threshold))
            {
                throw new ArgumentException($"The threshold of model '{model.Name}' is NaN.", nameof(models));
            }
        }
    }

    private static (int[] Codes, int Count) Densify(ReadOnlySpan<int> blocks)
    {
        var codeOf = new Dictionary<int, int>();
        var distinct = new SortedSet<int>();
        foreach (var block in blocks)
        {
            if (codeOf.TryAdd(block, 0))
            {
                distinct.Add(block);
            }
        }

        if (distinct.Count < 2)
        {
            throw new ArgumentException(
                $"A block bootstrap needs at least 2 blocks, but got {distinct.Count}.", nameof(blocks));
        }

        foreach (var (code, block) in distinct.Index())
        {
            codeOf[block] = code;
        }

        var codes = new int[blocks.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = codeOf[blocks[i]];
        }

        return (codes, distinct.Count);
    }
}
