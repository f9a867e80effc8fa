using Millrace.Reports.Numbers;
using Millrace.Training.Contracts;

namespace Millrace.Server.Reporting;

/// <summary>The business metric of the candidate beside its baselines, in its own unit.</summary>
/// <param name="Spec">What is counted.</param>
/// <param name="Key">Its key among the metrics.</param>
/// <param name="Candidate">Per row.</param>
/// <param name="Comparisons">Gains over the baselines that have one, in the workflow's order.</param>
internal sealed record BusinessValue(BusinessMetricSpec Spec, string Key, MetricEstimate Candidate, IReadOnlyList<BusinessGain> Comparisons)
{
    /// <summary>What the metric may be called.</summary>
    public static readonly string[] Keys = ["business_value", "value_per_row"];

    /// <summary>Null when the problem or the evaluation does not tell it.</summary>
    public static BusinessValue? Of(RunReportInput input)
    {
        if (input is not { Model.Spec.Problem: { } problem, Evaluation: { } evaluation }
            || Array.Find(Keys, evaluation.Candidate.Metrics.ContainsKey) is not { } key)
        {
            return null;
        }

        var gains = evaluation.Baselines
            .Where(baseline => baseline.Metrics.ContainsKey(key) && baseline.Differences.ContainsKey(key))
            .Select(baseline => new BusinessGain(
                baseline.Name,
                problem.Baselines.Any(spec => spec.Name == baseline.Name && spec.Type == "prior"),
                baseline.Metrics[key],
                problem.Business.Minimize ? Negated(baseline.Differences[key]) : baseline.Differences[key]))
            .ToList();
        return new BusinessValue(problem.Business, key, evaluation.Candidate.Metrics[key], gains);
    }

    /// <summary>Against deciding without looking: the prior; null when there is none.</summary>
    public BusinessGain? OverNothing => Comparisons.FirstOrDefault(gain => gain.IsPrior);

    /// <summary>Against the best of the baselines; null when there is none.</summary>
    public BusinessGain? OverBest => Comparisons.Where(gain => double.IsFinite(gain.Gain.Value)).MinBy(gain => gain.Gain.Value);

    /// <summary>USD of "USD per flight"; the unit itself when it is not per something.</summary>
    public string TotalUnit => Spec.Unit.Split(" per ", 2)[0];

    /// <summary>" per flight" of "USD per flight"; empty when the unit is not per something.</summary>
    public string PerRow => Spec.Unit[TotalUnit.Length..];

    /// <summary>A gain in words: "4.21 USD saved", "2 USD lost". Gains are savings when the metric is a cost.</summary>
    public string Words(double gain) =>
        $"{(Math.Abs(gain) < 1000 ? HumanNumber.Fixed(Math.Abs(gain), 2) : HumanNumber.Count(Math.Abs(gain)))} {TotalUnit} {(gain < 0 ? "lost" : Spec.Minimize ? "saved" : "gained")}";

    private static MetricEstimate Negated(MetricEstimate difference) => new(-difference.Value, -difference.High, -difference.Low);
}

/// <summary>How much better the candidate is than one baseline.</summary>
/// <param name="Baseline">Its name.</param>
/// <param name="IsPrior">Whether it decides without looking at the row.</param>
/// <param name="Value">The baseline's own value per row.</param>
/// <param name="Gain">Per row, more is better, on the same resamples.</param>
internal sealed record BusinessGain(string Baseline, bool IsPrior, MetricEstimate Value, MetricEstimate Gain);
