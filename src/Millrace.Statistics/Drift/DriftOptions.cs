namespace Millrace.Statistics.Drift;

/// <summary>Size of a numeric column's drift.</summary>
public enum NumericEffect
{
    /// <summary><see cref="EmpiricalDistance.OverSigma"/>.</summary>
    WassersteinOverSigma,

    /// <summary><see cref="EmpiricalDistance.KolmogorovSmirnov"/>.</summary>
    KolmogorovSmirnov,

    /// <summary><see cref="Divergence.Psi"/> over ten quantile bins of the reference.</summary>
    Psi,
}

/// <summary>Size of a categorical column's drift.</summary>
public enum CategoricalEffect
{
    /// <summary><see cref="Divergence.JensenShannon"/>, natural logarithm.</summary>
    JensenShannon,

    /// <summary><see cref="ChiSquareTest.CramersV"/>.</summary>
    CramersV,

    /// <summary><see cref="Divergence.Psi"/>.</summary>
    Psi,
}

/// <summary>When a column has drifted: its effect reaches the bound and its adjusted p is below the rate.</summary>
public sealed record DriftOptions
{
    /// <summary>Effect of numeric columns; default Wasserstein over σ.</summary>
    public NumericEffect NumericEffect { get; init; } = NumericEffect.WassersteinOverSigma;

    /// <summary>Bound of the numeric effect, 0 or more; default 0.1.</summary>
    public double NumericBound { get; init; } = 0.1;

    /// <summary>Effect of categorical columns; default the Jensen–Shannon distance.</summary>
    public CategoricalEffect CategoricalEffect { get; init; } = CategoricalEffect.JensenShannon;

    /// <summary>Bound of the categorical effect, 0 or more; default 0.1.</summary>
    public double CategoricalBound { get; init; } = 0.1;

    /// <summary>Adjusted p-values below this are significant, over 0 and at most 1; default 0.05.</summary>
    public double FalseDiscoveryRate { get; init; } = 0.05;

    /// <summary>Threads that <see cref="DataDrift"/> uses, at least 1; default all cores.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        if (NumericBound is not >= 0 || CategoricalBound is not >= 0 || FalseDiscoveryRate is not (> 0 and <= 1))
        {
            throw new ArgumentException(
                $"Bounds must be 0 or more and the false discovery rate over 0 and at most 1, but got {NumericBound}, "
                + $"{CategoricalBound} and {FalseDiscoveryRate}.");
        }
    }
}
