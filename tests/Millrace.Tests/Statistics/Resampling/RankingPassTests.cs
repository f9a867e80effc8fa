using Millrace.Statistics.Classification;
using Millrace.Statistics.Resampling;
using Millrace.Tests.Statistics.Classification;

namespace Millrace.Tests.Statistics.Resampling;

public sealed class RankingPassTests
{
    public static TheoryData<string> Cases => SklearnCases.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_resample_agrees_with_scikit_learn_given_the_draws_as_sample_weights(string name)
    {
        var recorded = SklearnCases.Binary(name);
        var scores = SklearnCases.Scores(recorded);
        var blocks = recorded.Array<int>("blocks");
        var blockCount = blocks.Max() + 1;
        var ranked = RankedEntries.Of(scores, blocks, blockCount);
        var sums = BlockSums.Of(scores, recorded.Number("threshold"), blocks, blockCount);
        foreach (var (lane, resample) in recorded["weighted"]!.AsArray().Index())
        {
            var weights = new double[blockCount * RankingPass.Lanes];
            foreach (var (block, drawn) in resample!.Array<double>("draws").Index())
            {
                weights[(block * RankingPass.Lanes) + lane] = drawn;
            }

            var (auc, precision) = (new double[RankingPass.Lanes], new double[RankingPass.Lanes]);
            RankingPass.Run(ranked, weights, auc, precision);
            SklearnCases.AssertAgrees(resample!, "roc_auc", auc[lane]);
            SklearnCases.AssertAgrees(resample!, "pr_auc", precision[lane]);

            var metrics = new double[BinaryMetrics.All.Count];
            sums.Write(weights, RankingPass.Lanes, lane, null, metrics);
            foreach (var metric in BinaryMetrics.All.Where(m => m is not (BinaryMetric.RocAuc or BinaryMetric.PrAuc or BinaryMetric.ValuePerRow)))
            {
                var value = metrics[(int)metric];
                SklearnCases.AssertAgrees(resample!, metric.Key(), double.IsNaN(value) ? 0 : value);
            }
        }
    }
}
