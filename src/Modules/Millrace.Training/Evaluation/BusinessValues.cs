using Millrace.Statistics.Classification;
using Millrace.Training.Contracts;

namespace Millrace.Training.Evaluation;

/// <summary>The problem's business metric as the statistics know it.</summary>
internal static class BusinessValues
{
    /// <summary>What each outcome is worth.</summary>
    public static OutcomeValues Of(BusinessMetricSpec business) => new(
        business.TruePositive, business.FalsePositive, business.FalseNegative, business.TrueNegative,
        business.Minimize ? ValueDirection.LowerIsBetter : ValueDirection.HigherIsBetter);
}
