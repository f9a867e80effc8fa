namespace Millrace.Statistics.Drift;

/// <summary>How one column has moved between two windows, and whether that counts as drift.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Test"><c>ks</c> (two-sample Kolmogorov–Smirnov) or <c>chi_square</c>.</param>
/// <param name="Statistic">Of the test; null when a side has no values.</param>
/// <param name="PValue">Of the test, in [0, 1]; null when a side has no values.</param>
/// <param name="AdjustedPValue">Benjamini–Hochberg over the columns that have a p; null until <see cref="Decide"/>.</param>
/// <param name="EffectName"><c>wasserstein_over_sigma</c>, <c>ks</c>, <c>psi</c>, <c>jensen_shannon</c> or <c>cramers_v</c>.</param>
/// <param name="Effect">How large the move is; null when undefined (a side has no values, or PSI of a constant reference).</param>
/// <param name="Bound">Effect from which a significant move counts as drift.</param>
/// <param name="Drifted">Effect ≥ bound and adjusted p below the rate; null when the data cannot say.</param>
/// <param name="Psi">Population stability index, shown beside; null when undefined.</param>
/// <param name="ReferenceMissingShare">Share of missing values in the reference, in [0, 1].</param>
/// <param name="CurrentMissingShare">Share of missing values now, in [0, 1].</param>
/// <param name="Histogram">Counts of both sides in the same cells, for a plot.</param>
public sealed record DriftTest(
    string Column,
    string Test,
    double? Statistic,
    double? PValue,
    double? AdjustedPValue,
    string EffectName,
    double? Effect,
    double Bound,
    bool? Drifted,
    double? Psi,
    double ReferenceMissingShare,
    double CurrentMissingShare,
    DriftHistogram Histogram)
{
    /// <summary>Compares a column of numbers; not yet adjusted or decided.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="reference">Reference window.</param>
    /// <param name="current">Current window.</param>
    /// <param name="options">Effect and bound.</param>
    /// <returns>The undecided test.</returns>
    public static DriftTest Numeric(string column, SortedSample reference, SortedSample current, DriftOptions options)
    {
        var name = options.NumericEffect switch
        {
            NumericEffect.KolmogorovSmirnov => "ks",
            NumericEffect.Psi => "psi",
            _ => "wasserstein_over_sigma",
        };
        var undecided = new DriftTest(
            column, "ks", null, null, null, name, null, options.NumericBound, null, null,
            reference.MissingShare, current.MissingShare, DriftHistogram.Empty);
        if (reference.Count == 0 || current.Count == 0)
        {
            return undecided;
        }

        var distance = EmpiricalDistance.Between(reference, current);
        var bins = BinnedShares.ByQuantile(reference, current);
        double? psi = bins is null ? null : Divergence.Psi(bins.Reference, bins.Current);
        return undecided with
        {
            Statistic = distance.KolmogorovSmirnov,
            PValue = distance.PValue,
            Effect = options.NumericEffect switch
            {
                NumericEffect.KolmogorovSmirnov => distance.KolmogorovSmirnov,
                NumericEffect.Psi => psi,
                _ => distance.OverSigma(reference),
            },
            Psi = psi,
            Histogram = DriftHistogram.Of(reference, current),
        };
    }

    /// <summary>Compares a column of categories; not yet adjusted or decided.</summary>
    /// <inheritdoc cref="Numeric"/>
    public static DriftTest Categorical(string column, CategorySample reference, CategorySample current, DriftOptions options)
    {
        var name = options.CategoricalEffect switch
        {
            CategoricalEffect.CramersV => "cramers_v",
            CategoricalEffect.Psi => "psi",
            _ => "jensen_shannon",
        };
        var histogram = DriftHistogram.Of(reference, current);
        var undecided = new DriftTest(
            column, "chi_square", null, null, null, name, null, options.CategoricalBound, null, null,
            reference.MissingShare, current.MissingShare, histogram);
        if (reference.Count == 0 || current.Count == 0)
        {
            return undecided;
        }

        var chiSquare = ChiSquareTest.TwoSample(histogram.Reference, histogram.Current);
        var psi = Divergence.Psi(histogram.Reference, histogram.Current);
        return undecided with
        {
            Statistic = chiSquare.Statistic,
            PValue = chiSquare.PValue,
            Effect = options.CategoricalEffect switch
            {
                CategoricalEffect.CramersV => chiSquare.CramersV(reference.Count + current.Count),
                CategoricalEffect.Psi => psi,
                _ => Divergence.JensenShannon(histogram.Reference, histogram.Current),
            },
            Psi = psi,
        };
    }

    /// <summary>Adjusts the p-values of all columns together and decides each.</summary>
    /// <param name="tests">All columns of one comparison.</param>
    /// <param name="options">The false discovery rate.</param>
    /// <returns>Same order, decided; a column without a p or an effect stays undecided.</returns>
    public static IReadOnlyList<DriftTest> Decide(IReadOnlyList<DriftTest> tests, DriftOptions options)
    {
        var adjusted = new Queue<double>(BenjaminiHochberg.Adjust([.. tests.Where(t => t.PValue is not null).Select(t => t.PValue!.Value)]));
        return [.. tests.Select(t => t.PValue is null ? t : t.Decided(adjusted.Dequeue(), options.FalseDiscoveryRate))];
    }

    private DriftTest Decided(double adjusted, double rate) =>
        this with { AdjustedPValue = adjusted, Drifted = Effect is null ? null : Effect >= Bound && adjusted < rate };
}
