namespace Millrace.Statistics.Classification;

/// <summary>Whether the numbers of <see cref="OutcomeValues"/> are gains or costs.</summary>
public enum ValueDirection
{
    /// <summary>Gains: a larger total is better; costs are negative.</summary>
    HigherIsBetter,

    /// <summary>Costs: a smaller total is better; gains are negative.</summary>
    LowerIsBetter,
}

/// <summary>What each of the four outcomes of a decision is worth, in one unit of the business (euros, minutes).</summary>
/// <param name="TruePositive">Per row predicted that happened.</param>
/// <param name="FalsePositive">Per row predicted that did not happen.</param>
/// <param name="FalseNegative">Per row that happened but was not predicted.</param>
/// <param name="TrueNegative">Per row neither predicted nor happened.</param>
/// <param name="Direction">Gains or costs.</param>
public sealed record OutcomeValues(
    double TruePositive, double FalsePositive, double FalseNegative, double TrueNegative, ValueDirection Direction)
{
    /// <summary>Total value of a set of decisions.</summary>
    /// <returns>In the unit of the values; its sign as <see cref="Direction"/> says.</returns>
    public double TotalOf(ConfusionMatrix decisions) =>
        TotalOf(decisions.TruePositives, decisions.FalsePositives, decisions.FalseNegatives, decisions.TrueNegatives);

    /// <summary>Total value of the decisions that a threshold makes.</summary>
    /// <param name="scores">Outcomes and probabilities.</param>
    /// <param name="threshold">A row is predicted when its probability is at or above it.</param>
    /// <returns>In the unit of the values.</returns>
    public double TotalAt(BinaryScores scores, double threshold) => TotalOf(ConfusionMatrix.At(scores, threshold));

    /// <summary>Whether one total is strictly better than another in this direction.</summary>
    public bool IsBetter(double candidate, double incumbent) =>
        Direction == ValueDirection.HigherIsBetter ? candidate > incumbent : candidate < incumbent;

    internal double TotalOf(double truePositives, double falsePositives, double falseNegatives, double trueNegatives) =>
        (TruePositive * truePositives) + (FalsePositive * falsePositives)
        + (FalseNegative * falseNegatives) + (TrueNegative * trueNegatives);
}
