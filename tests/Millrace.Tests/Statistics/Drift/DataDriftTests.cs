using Millrace.Statistics.Drift;

namespace Millrace.Tests.Statistics.Drift;

public sealed class DataDriftTests
{
    private static readonly DriftOptions Defaults = new() { Threads = 2 };

    [Fact]
    public void A_column_has_drifted_when_its_effect_and_its_adjusted_p_say_so()
    {
        var tests = DataDrift.Compare([Numbers("same", 0), Numbers("moved", 0.5), Numbers("slightly", 0.05)], Defaults);
        Assert.Equal([false, true, false], tests.Select(t => t.Drifted));
        Assert.Equal(BenjaminiHochberg.Adjust([.. tests.Select(t => t.PValue!.Value)]), tests.Select(t => t.AdjustedPValue!.Value));
        Assert.All(tests, t => Assert.Equal(("ks", "wasserstein_over_sigma", 0.1), (t.Test, t.EffectName, t.Bound)));
    }

    [Fact]
    public void A_tiny_move_of_many_rows_is_significant_but_no_drift()
    {
        var column = Numbers("slightly", 0.06, rows: 60_000);
        var test = Assert.Single(DataDrift.Compare([column], Defaults));
        Assert.True(test.AdjustedPValue < 0.001);
        Assert.InRange(test.Effect!.Value, 0.03, 0.099);
        Assert.False(test.Drifted);
    }

    [Fact]
    public void A_large_effect_of_few_rows_is_no_drift()
    {
        var test = Assert.Single(DataDrift.Compare([new NumericColumn("few", new[] { 1.0, 2, 3 }, new[] { 2.0, 3, 4 })], Defaults));
        Assert.True(test.Effect > 1);
        Assert.False(test.Drifted);
    }

    [Fact]
    public void A_new_category_counts()
    {
        var test = Assert.Single(DataDrift.Compare(
            [new CategoricalColumn("carrier", Counts(("AA", 100), ("UA", 50), ("DL", 25)), Counts(("AA", 90), ("UA", 60), ("DL", 20), ("NW", 8)))],
            Defaults));
        var recorded = DriftCases.All["categorical"]!["new_category"]!;
        RecordedValues.AssertClose(recorded.Number("chi2"), test.Statistic, 1e-9, "chi2");
        RecordedValues.AssertClose(recorded.Number("p"), test.PValue, 1e-9, "p");
        RecordedValues.AssertClose(recorded.Number("js") * Math.Sqrt(Math.Log(2)), test.Effect, 1e-9, "js");
        Assert.True(test.Drifted);
        Assert.Equal(["AA", "UA", "DL", "NW"], test.Histogram.Labels);
        Assert.Equal([90, 60, 20, 8], test.Histogram.Current);
    }

    [Fact]
    public void A_column_without_values_on_one_side_stays_undecided_and_does_not_count_in_the_adjustment()
    {
        var empty = new NumericColumn("empty", new[] { 1.0, 2 }, new[] { double.NaN, double.NaN });
        var tests = DataDrift.Compare([empty, Numbers("moved", 0.5)], Defaults);
        Assert.Null(tests[0].Drifted);
        Assert.Null(tests[0].AdjustedPValue);
        Assert.Equal((0, 1), (tests[0].ReferenceMissingShare, tests[0].CurrentMissingShare));
        Assert.Equal(tests[1].PValue, tests[1].AdjustedPValue);
    }

    [Fact]
    public void Psi_of_a_constant_reference_is_undefined_and_leaves_the_column_undecided()
    {
        var column = new NumericColumn("constant", new[] { 1.0, 1, 1 }, new[] { 1.0, 2, 3 });
        var test = Assert.Single(DataDrift.Compare([column], Defaults with { NumericEffect = NumericEffect.Psi }));
        Assert.Null(test.Effect);
        Assert.Null(test.Drifted);
        Assert.NotNull(test.AdjustedPValue);
    }

    [Theory]
    [InlineData(NumericEffect.KolmogorovSmirnov, "ks")]
    [InlineData(NumericEffect.Psi, "psi")]
    public void The_effect_may_be_chosen(NumericEffect effect, string name)
    {
        var test = Assert.Single(DataDrift.Compare([Numbers("moved", 0.5)], Defaults with { NumericEffect = effect }));
        Assert.Equal(name, test.EffectName);
        Assert.Equal(effect == NumericEffect.Psi ? test.Psi : test.Statistic, test.Effect);
    }

    [Fact]
    public void Every_row_is_in_one_cell_of_the_histogram()
    {
        var test = Assert.Single(DataDrift.Compare([Numbers("moved", 3)], Defaults));
        Assert.Equal((800, 800), (test.Histogram.Reference.Sum(), test.Histogram.Current.Sum()));
        Assert.Equal(test.Histogram.Labels.Count, test.Histogram.Current.Count);
        Assert.StartsWith("< ", test.Histogram.Labels[0], StringComparison.Ordinal);
        Assert.StartsWith("≥ ", test.Histogram.Labels[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_names_its_column()
    {
        var bad = new NumericColumn("fare", new[] { 1.0 }, new[] { double.PositiveInfinity });
        var error = Assert.Throws<ArgumentException>(() => DataDrift.Compare([bad], Defaults));
        Assert.Contains("Column 'fare'", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => DataDrift.Compare([], Defaults with { NumericBound = double.NaN }));
    }

    private static CategorySample Counts(params (string Category, long Count)[] counts) =>
        new(counts.ToDictionary(c => c.Category, c => c.Count));

    private static NumericColumn Numbers(string name, double shift, int rows = 800)
    {
        var random = new Random(5);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return new(
            name,
            Enumerable.Range(0, rows).Select(_ => Normal()).ToArray(),
            Enumerable.Range(0, rows).Select(_ => Normal() + shift).ToArray());
    }
}
