using Millrace.DuckDb;
using Millrace.Kernel.Problems;
using Millrace.Training.Rows;

namespace Millrace.Training.Baselines;

/// <summary>Scores that come with the training set: a rule is an expression that features.build has computed.</summary>
internal static class BaselineScores
{
    /// <summary>The rule's scores of a part, each in [0, 1].</summary>
    public static Outcome<double[]> OfRule(PartReader part, string baseline, CancellationToken ct)
    {
        double[] scores;
        try
        {
            scores = ((DoubleColumn)part.Columns([$"{DuckSql.QuoteIdentifier($"_baseline_{baseline}")}::DOUBLE"], ct)[0]).Values;
        }
        catch (DuckDbException missing) when (missing.IsSqlFault)
        {
            return TrainingProblems.RuleColumnMissing(baseline);
        }

        var bad = Array.FindIndex(scores, score => score is not (>= 0 and <= 1));
        return bad < 0 ? scores : TrainingProblems.RuleOutOfRange(baseline, scores[bad]);
    }
}
