using System.Text.Json;
using Millrace.Statistics.Distributions;

namespace Millrace.Tests.Statistics.Distributions;

public sealed class StandardNormalTests
{
    [Fact]
    public void Quantiles_agree_with_scipy_and_invert_the_tail()
    {
        foreach (var recorded in RecordedValues.Json("scipy-ab.json")["norm_isf"].Deserialize<double[][]>()!)
        {
            var z = StandardNormal.Exceeded(recorded[0]);
            Assert.Equal(recorded[1], z, 1e-12);
            RecordedValues.AssertClose(recorded[0], StandardNormal.Above(z), 1e-12, "tail");
            RecordedValues.AssertClose(recorded[0], StandardNormal.Below(-z), 1e-12, "lower tail");
        }
    }
}
