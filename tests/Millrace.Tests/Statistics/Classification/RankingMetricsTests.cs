using FsCheck;
using FsCheck.Fluent;
using Millrace.Statistics.Classification;

namespace Millrace.Tests.Statistics.Classification;

public sealed class RankingMetricsTests
{
    [Fact]
    public void Turning_the_scores_around_turns_roc_auc_around() =>
        Prop.ForAll(RandomScores.Rows, rows =>
        {
            var auc = RankingMetrics.RocAuc(RandomScores.From(rows));
            var turned = RankingMetrics.RocAuc(RandomScores.From(Array.ConvertAll(rows, r => (r.Label, 32 - r.Score))));
            return auc is null ? turned is null : Math.Abs(1 - auc.Value - turned!.Value) < 1e-12;
        }).Holds();

    [Fact]
    public void Roc_auc_is_the_share_of_pairs_in_order_with_ties_half() =>
        Prop.ForAll(RandomScores.Rows, rows =>
        {
            var pairs = (from p in rows
                         where p.Label
                         from n in rows
                         where !n.Label
                         select p.Score > n.Score ? 1.0 : p.Score == n.Score ? 0.5 : 0).ToArray();
            var auc = RankingMetrics.RocAuc(RandomScores.From(rows));
            return pairs.Length == 0 ? auc is null : Math.Abs(pairs.Average() - auc!.Value) < 1e-12;
        }).Holds();

    [Fact]
    public void Average_precision_sums_precision_over_the_steps_of_recall() =>
        Prop.ForAll(RandomScores.Rows, rows =>
        {
            var positives = rows.Count(r => r.Label);
            var expected = 0.0;
            foreach (var step in rows.Where(r => r.Label).GroupBy(r => r.Score))
            {
                var predicted = rows.Where(r => r.Score >= step.Key).ToArray();
                expected += (double)step.Count() / positives * predicted.Count(r => r.Label) / predicted.Length;
            }

            var actual = RankingMetrics.AveragePrecision(RandomScores.From(rows));
            return positives == 0 ? actual is null : Math.Abs(expected - actual!.Value) < 1e-12;
        }).Holds();

    [Fact]
    public void A_perfect_order_scores_1_on_both()
    {
        var scores = BinaryScores.From([false, true, true, false], [0.1, 0.9, 0.8, 0.3]);
        Assert.Equal(1, RankingMetrics.RocAuc(scores));
        Assert.Equal(1, RankingMetrics.AveragePrecision(scores));
    }
}
