namespace Millrace.Statistics.Testing;

/// <summary>What an A/B test must be able to tell.</summary>
public sealed record TestPlan
{
    /// <summary>Chance of an alarm when there is no difference, over 0 and under 1; default 0.05.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>Chance of finding the difference when it is there, over <see cref="Alpha"/> and under 1; default 0.8.</summary>
    public double Power { get; init; } = 0.8;

    /// <summary>Units in the treatment for each unit in the control (n₂ / n₁), over 0; default 1.</summary>
    public double Ratio { get; init; } = 1;

    /// <summary>One or two sides; default two.</summary>
    public Alternative Alternative { get; init; } = Alternative.TwoSided;

    internal double TailAlpha => Alternative == Alternative.TwoSided ? Alpha / 2 : Alpha;

    internal void Check()
    {
        if (Alpha is not (> 0 and < 1) || !(Power > Alpha) || Power >= 1 || Ratio is not (> 0 and < double.PositiveInfinity))
        {
            throw new ArgumentException(
                $"0 < alpha < power < 1 and ratio > 0 must hold, but got alpha {Alpha}, power {Power} and ratio {Ratio}.");
        }
    }
}
