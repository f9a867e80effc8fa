using FsCheck;
using FsCheck.Fluent;
using Millrace.Statistics.Drift;

namespace Millrace.Tests.Statistics.Drift;

public sealed class BenjaminiHochbergTests
{
    [Fact]
    public void Adjusted_values_agree_with_statsmodels()
    {
        var recorded = RecordedValues.Json("ab-statistics.json")["cases"]!.AsArray().Single(c => (string)c!["kind"]! == "multiple_testing")!;
        var adjusted = BenjaminiHochberg.Adjust(recorded["input"]!.Array<double>("p"));
        Assert.All(recorded["expected"]!.Array<double>("adjusted").Zip(adjusted), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void Adjusting_raises_each_p_and_keeps_their_order() =>
        Prop.ForAll(Gen.Choose(0, 1000).Select(p => p / 1000.0).ArrayOf().ToArbitrary(), p =>
        {
            var adjusted = BenjaminiHochberg.Adjust(p);
            return p.Zip(adjusted).All(x => x.Second >= x.First && x.Second <= 1)
                && p.Zip(adjusted).OrderBy(x => x.First).Select(x => x.Second).Aggregate((Ok: true, Last: 0.0), (a, q) => (a.Ok && q >= a.Last, q)).Ok;
        }).Holds();

    [Fact]
    public void A_p_that_is_no_probability_is_refused_with_its_index()
    {
        var error = Assert.Throws<ArgumentException>(() => BenjaminiHochberg.Adjust([0.5, double.NaN]));
        Assert.Contains("pValues[1] is NaN", error.Message, StringComparison.Ordinal);
    }
}
