using System.Globalization;
using Millrace.Features.Contracts;

namespace Millrace.Features.Binding;

/// <summary>Checks that an expected distribution can be met at all.</summary>
internal static class ExpectedRange
{
    public static void Check(ExpectedDistribution? expected, string subject, Findings findings, string[] path)
    {
        if (expected is { Min: { } min, Max: { } max } && !(min <= max))
        {
            findings.Add(FeaturesProblems.ExpectedRange(
                subject, string.Create(CultureInfo.InvariantCulture, $"the expected min {min} is over the max {max}")), path);
        }

        if (expected?.NullShare is { } share && share is not (>= 0 and <= 1))
        {
            findings.Add(FeaturesProblems.ExpectedRange(
                subject, string.Create(CultureInfo.InvariantCulture, $"the expected null share {share} is no share")), path);
        }
    }
}
